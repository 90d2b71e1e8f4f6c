/** Written to a reviewer, not to a buyer. In English, Swahili and the ways of markup. */
const MARKERS: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instructions?|prompts?|rules|polic(y|ies)|guidelines)\b/,
  /\b(ignore|disregard|forget)\s+(all|everything|anything)\b.{0,20}\b(above|previous|prior|before)\b/,
  /\b(new|updated|hidden)\s+instructions?\b/,
  /\bsystem\s*(prompt|message|instruction|override)\b/,
  /\b(you are|act as|pretend (to be|you)|behave as)\b.{0,30}\b(ai|assistant|language model|moderator|reviewer|gpt|gemini)\b/,
  /\b(dear|hello|hi|hey|attention|note to)\b.{0,20}\b(ai|gemini|gpt|chatgpt|llm|language model|moderator|reviewer|classifier)\b/,
  /\b(approve|accept|whitelist|verify|pass)\s+(this|the|my|every|all)\s+(product|item|listing|post|ad|picture|image|content)s?\b/,
  /\b(mark|rate|classify|label|treat|answer|respond|reply|output|return)\b.{0,40}\b(approved|decision|verdict)\b/,
  /\bset\b.{0,20}\b(decision|confidence|verdict|status)\b\s*(to|=|:)/,
  /\b(do not|don't|dont|never)\s+(flag|reject|report|moderate)\b/,
  /\b(decision|confidence|problems)\b["']?\s*[:=]\s*["'[\d]/,
  /\b(already|pre-?)\s*(approved|reviewed|moderated)\s+by\b/,
  /<\s*\/?\s*(product_data|system|assistant|user|instructions?|prompt)\b/,
  /(^|\n)\s*(system|assistant|user|developer)\s*:/,
  /\[\/?(inst|system)\]|<\|.{0,20}\|>|#{2,}\s*(system|instructions?|response)/,
  /\bjail\s?break|\bprompt injection\b|\bdeveloper mode\b/,
  /\b(puuza|sahau|acha)\b.{0,30}\b(maagizo|maelekezo|sheria|amri)\b/,
  /\b(idhinisha|kubali|pitisha)\s+(bidhaa|tangazo|picha)\b/,
];
/** Not seen, so that they only split words for a filter. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|\p{Cf}/gu;
/** Text of its own in disguise: each is an ASCII character moved up. */
const TAGS = /[\u{e0020}-\u{e007e}]/gu;
/** Cyrillic and Greek letters that look like Latin ones. */
const LOOKALIKES: Record<string, string> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  н: 'h',
  і: 'i',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  ѵ: 'v',
  ԁ: 'd',
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
};

/** Whether a text looks like it was written to steer whoever reviews it. Misses cost nothing new: the model is told as well. */
export function hasInjectionMarkers(text: string): boolean {
  const revealed = text
    .replace(TAGS, (tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000))
    .replace(UNSEEN, '');
  const plain = [...revealed.normalize('NFKC').toLowerCase()].map((letter) => LOOKALIKES[letter] ?? letter).join('');
  const spaced = plain.replace(/[ \t_*~`.|-]+/g, ' ');
  return MARKERS.some((marker) => marker.test(plain) || marker.test(spaced));
}
