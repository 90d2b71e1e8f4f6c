import { JOINED_PLEA, PLEAS } from './injection-phrases';

/** All that shoppers see of one product, twice over. What is longer is not approved anyway, see `isReadWhole`. */
const MAX_TEXT = 50_000;
/** The words that a role of a chat says before its order: "system: Android 14, approved" names a phone's. */
const BEFORE_ORDER =
  'this|that|the|these|it|all|any|every|everything|product|item|listing|seller|article|ce|produit|bidhaa|hii|you|are|' +
  'now|in|maintenance|mode|must|should|will|shall|may|can|always|please|kindly|is|has|been|be|est|already|status|' +
  'answer|output|return|respond|reply|say|mark|set|with|as|to|and|a|an|i|ai|only|just|verified|checked|trusted|safe';
const ORDER =
  'approv(?:e|ed|al)|accept(?:ed)?|(?:do not|never) (?:flag|reject)|decision|verdict|new instructions?|approuvee?z?|' +
  'aprob(?:ad[oa]|ar)|aprueb[ae]|aprov(?:ad[oa]|e)|idhinisha|imeidhinishwa|وافق|تجاهل|اقبل|تعليمات';
/** Markup and roles, as chats and models are written: what the signs around the words say. */
const STRUCTURE: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:^|\n|[.!?] ) {0,4}(?:system|assistant|user|developer|systeme|sistema|mfumo|النظام) {0,2}: ?(?:\{|` +
      String.raw`(?:(?:${BEFORE_ORDER})[ ,]{1,2}){0,10}(?:${ORDER})(?![\p{L}\p{N}])` +
      '(?! (?:by|for|dealer|design|par|por)))',
    'u',
  ),
  /<<\/?sys>>/u,
  /<\/?(?:product_data|system|assistant|user|instructions?|prompt)(?:\s[^<>]{0,60})?>/u,
  /\[\/?(?:inst|system)\]|<\|[^<>|]{0,20}\|>/u,
  /(?:^|\n) {0,3}#{2,6} {0,3}(?:system|instructions?|response|assistant) {0,2}[:\n]/u,
  /(?:^|\n|[.!] )\W{0,3}system (?:message|override|instructions?|note|notice|command) {0,2}[:.!\]-]/u,
  new RegExp(
    String.raw`(?:^|\n|[.!] )\W{0,3}(?:new|updated|hidden|nouvelles?|nuevas|` +
      'novas) (?:system )?(?:instructions?|consignes?|instrucciones|instrucoes) {0,2}:',
    'u',
  ),
  /\bdecision["']? {0,3}[:=] {0,3}["']?(?:approv|reject|flag)|["'](?:decision|confidence|problems)["'] {0,3}:/u,
  new RegExp(
    String.raw`\b(?:you are|act as|pretend (?:to be|you are)|behave as|roleplay as)(?: now)?(?: (?:a|an|the|my|` +
      'our)(?: [a-z]{1,20}){0,2})? (?:assistant|language model|moderator|reviewer|classifier|gpt|' +
      'chatgpt|gemini|chatbot|llm|' +
      String.raw`ai(?= (?:model|assistant|that|who|which|system|bot)\b| ?(?:[.,;:!\n]|$)))\b`,
    'u',
  ),
  /\b(?:do not|don['’]?t|never) (?:flag|reject|moderate) ?(?:[.!,;:\n]|$)/u,
  new RegExp(
    String.raw`\b(?:dear|hello|hi|hey|attention|bonjour|cher|hola|ola)[ ,]{1,2}(?:(?:the|all|any) )?(?:ai|ia|` +
      'gemini|gpt|chatgpt|llm|language model|moderators?|reviewers?|classifier|moderateur|moderador)(?: (?:model|' +
      String.raw`models|ai|reviewer|moderator|assistant|bot|system|please)\b| {0,2}[,:;!.—-]|$)`,
    'u',
  ),
];

/** Not seen, so that they only split words for a filter. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|\p{Cf}/gu;
/** Text of its own in disguise: each is an ASCII character moved up. */
const TAGS = /[\u{e0020}-\u{e007e}]/gu;
/** Lengthens Arabic words, and is no letter of them. */
const TATWEEL = /\u0640/gu;
/** Letters in black circles and squares, and those that flags are made of: three rows from A to Z. */
const IN_SHAPES = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu;
const SHAPES_BEGIN = [0x1f1e6, 0x1f170, 0x1f150];
/** Cyrillic, Greek and other letters that look like Latin ones. */
const LOOKALIKES = new Map(
  [
    ...['аa вb сc еe нh іi кk мm оo рp ѕs тt уy хx ѵv ԁd јj ԛq ԝw һh гr пn иu ӏl', 'ոn սu օo'],
    ...['αa εe ιi κk νv οo ρp τt υu χx ηn ωw βb γy σo', 'øo đd łl ħh'],
    'ıi ɑa ɡg ɩi ʀr ɢg ʜh ʙb ᴋk ɴn ɪi ᴏo ᴇe ᴀa ᴘp ᴠv ᴅd ꜱs ᴛt ᴜu ᴄc ʟl ᴍm ʏy',
    // Persian and Urdu letters, and an ending that many write with dots.
    'ىي یي کك ہه',
  ].flatMap((row) => row.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)] as const)),
);
const LOOKALIKE = new RegExp(`[${[...LOOKALIKES.keys()].join('')}]`, 'gu');
/** Digits and signs in a word in the place of letters; a 1 is an i or an l. */
const LEET = new Map(
  ['0o', '3e', '4a', '5s', '7t', '8b', '@a', '$s', '€e'].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);
const MIXED_WORD = /[\p{L}\p{N}@$€!|]{2,40}/gu;
/** Letters with one to three signs between them, at least four: i g n o r e, i.g.n.o.r.e. */
const SPACED = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[^\p{L}\p{N}]{1,3}[\p{L}\p{N}](?![\p{L}\p{N}])){3,}/gu;
const SENTENCE_END = /[.!?;…](?=\s)|\n/u;
const SIGN_IN_WORD = /(?<=\p{L})[*_~`'’^|.·•\-\\/]{1,3}(?=\p{L})/gu;

/**
 * Whether a text looks like it was written to steer whoever reviews it, in several languages and disguises. A flag for
 * a person, never a rejection: misses cost nothing new, as the model is told as well. Linear in the text.
 */
export function hasInjectionMarkers(text: string): boolean {
  const plain = plainOf(text.slice(0, MAX_TEXT));
  if (STRUCTURE.some((marker) => marker.test(plain))) return true;
  const joined: string[] = [];
  const unspaced = plain.replace(SPACED, (run) => {
    joined.push(run.replace(/[^\p{L}\p{N}]+/gu, ''));
    return closedUp(run);
  });
  if (joined.some((run) => JOINED_PLEA.test(run) || JOINED_PLEA.test(unleet(run, 'i')))) return true;
  const written = [plain, unspaced, unspaced.replace(SIGN_IN_WORD, '')];
  const read = written.flatMap((each) => [each, unleet(each, 'i'), unleet(each, 'l')]);
  // As a whole, for a plea in pieces, and sentence by sentence: what follows a plea does not change it.
  const sentences = new Set([...new Set(read)].flatMap((each) => [each, ...each.split(SENTENCE_END)]).map(wordsOf));
  return [...sentences].some((words) => PLEAS.some((marker) => marker.test(words)));
}

/** The narrowest gaps are those between letters, wider ones between words. */
function closedUp(run: string): string {
  const gaps = run.match(/[^\p{L}\p{N}]+/gu) ?? [];
  const narrowest = gaps.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
  return run.replace(/[^\p{L}\p{N}]+/gu, (gap) => (gap.length === narrowest ? '' : ' '));
}

/** In lower case, without accents, disguises and what is not seen. */
function plainOf(text: string): string {
  return text
    .replace(TAGS, (tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000))
    .replace(UNSEEN, '')
    .replace(TATWEEL, '')
    .replace(IN_SHAPES, letterInShape)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(LOOKALIKE, (letter) => LOOKALIKES.get(letter) ?? letter)
    .replace(/[^\S\n]+/gu, ' ');
}

function letterInShape(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const begin = SHAPES_BEGIN.find((first) => code >= first) ?? code;
  return String.fromCharCode(0x61 + code - begin);
}

function unleet(text: string, one: 'i' | 'l'): string {
  return text.replace(MIXED_WORD, (word) =>
    /\p{L}/u.test(word) && /[\p{N}@$€!|]/u.test(word)
      ? word.replace(/[^\p{L}]/gu, (sign) => LEET.get(sign) ?? (/[1!|]/.test(sign) ? one : sign))
      : word,
  );
}

const wordsOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
