/** What the model reads at most: SigLIP sees the first words only, and a reviewer needs no more. */
const MAX_LENGTH = 1_000;
/** What is looked at before anything is removed. */
const MAX_INPUT = 20_000;

/** \p{Emoji} also matches digits, # and *: \p{Extended_Pictographic} does not. */
const PICTURES =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u20e3]|\p{Variation_Selector}/gu;
/** Format characters (direction marks, joiners, tags), lone surrogates, private use, controls but not white space. */
const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;
const LINKS = /(?:https?:\/\/|www\.|wa\.me\/)[^\s]*/giu;
const CONTACT =
  String.raw`(?:(?:call|whats\s?app|w\/app|sms|text|tel|phone|mobile|contacts?|piga(?: simu)?|simu|namba|no)` +
  String.raw`[\s.:/&,-]{0,3}){0,4}`;
const GAP = '[ .\u00a0-]';
/** What mobile numbers of eight more digits begin with, by the codes of countries that sellers are from. */
const MOBILES: Record<string, string> = {
  '211': '[19]',
  '233': '[235]',
  '250': '7',
  '251': '[79]',
  '254': '[17]',
  '255': '[67]',
  '256': '[37]',
  '258': '8',
  '260': '[79]',
  '265': '[189]',
  '27': '[6-8]',
  '234': '[789]\\d',
};
const mobile = (between: string): string =>
  `(?:${Object.entries(MOBILES)
    .map(([code, first]) => `${code}${between}${first}`)
    .join('|')})`;
const PHONE_FORMS = [
  String.raw`\+(?:${mobile(`${GAP}?(?:\\(?0\\)?)?${GAP}?`)}(?:${GAP}?\d){8}|\d(?:[ .()-]{0,2}\d){8,13})`,
  String.raw`00[1-9](?:[ -]?\d){8,12}`,
  String.raw`${mobile('')}\d{8}`,
  // 240 245 250 255 are sizes.
  String.raw`(?!\d{3}(?: \d\d[05]){3})${mobile(`${GAP}0?`)}` +
    String.raw`(?:\d{8}|\d\d${GAP}\d{3}${GAP}?\d{3,4}|\d${GAP}\d{3}${GAP}?\d{4})`,
  String.raw`0[1-9]\d{7,9}`,
  String.raw`0[1-9]\d{2}${GAP}(?:[\dx]{3}${GAP}?[\dx]{3,4}|\d{6,7})`,
  String.raw`0[1-9]\d${GAP}(?:\d{3}${GAP}?\d{4})`,
  String.raw`0[17](?:${GAP}\d\d){4}`,
  String.raw`0${GAP}[17]\d\d${GAP}\d{3}${GAP}\d{3}`,
  String.raw`0[17][\dx]{2}${GAP}?[\dx]{3}${GAP}?[\dx]{3}`,
];
/**
 * A phone as it stands in a caption: international, with + or 00 or the code alone in the groups it is told in; local
 * with its leading zero; half hidden as "07xx xxx xxx". Sizes (25 x 30, 240 245 250 255) and ranges (25000-30000) do
 * not look like it.
 */
export const PHONE_IN_TEXT = String.raw`(?<![\d,.])(?:${PHONE_FORMS.join('|')})(?![\dx]|,\d)`;
const PHONES = new RegExp(String.raw`(?<![\p{L}\d])${CONTACT}(?:on |kwa |us on )?${PHONE_IN_TEXT}`, 'giu');

const ASK = String.raw`(?:in\s?box|dm|d\.m|pm|text|whats\s?app|call|ask|msg|message|hmu|njoo|tuma|[ei]nquire|chat)`;
const NOISE = [
  new RegExp(
    String.raw`\b(?:please |kindly |pls )?${ASK}(?: us| me| dm| inbox)?(?: in)?(?: for| ya| kwa) ` +
      String.raw`(?:the |more |our )?(?:prices?|pricing|quotes?|details|info|orders?|bei)\b`,
    'giu',
  ),
  /\b(?:dm|inbox|whats\s?app|call) (?:us )?(?:to|ku)\s?(?:order|enquire|inquire|agiza)\b/giu,
  /\bprices?\s?(?:is |ni )?(?:on|in|via|kwa|at|by|:)\s?(?:request|inbox|dm|pm|enquiry|inquiry|whats\s?app|call)\b/giu,
  new RegExp(
    String.raw`\bbei\s?(?:ni\s)?(?:poa(?: sana)?|nafuu|chee|ya kuelewana|(?:ni )?maelewano|kwa inbox|kwa dm|inbox|dm)` +
      String.raw`(?:\s?,?\s?uliza)?\b`,
    'giu',
  ),
  /\b(?:uliza|njoo(?: na)?|karibu) (?:bei|inbox|dm)\b/giu,
];
const REPEATED = /([!?.,;:*_~=|•·…\-–—#+])(?:\s?\1)+/gu;

/**
 * Title and description as the model reads them: without emojis, phones, links and "inbox for price", with every digit,
 * size and price kept. Cleaning what is clean changes nothing. Null when nothing is left.
 */
export function cleanTextForModel(title: string | null, description: string | null): string | null {
  const joined = [title, description].filter((part) => part !== null && part.trim() !== '').join('. ');
  return cleanText(joined) || null;
}

/** See cleanTextForModel. */
export function cleanText(text: string): string {
  let clean = text.slice(0, MAX_INPUT);
  // What one removal brings together another may remove. Every round but the last makes the text shorter.
  for (let before = ''; before !== clean; ) {
    before = clean;
    clean = cleanOnce(clean);
  }
  return clean;
}

function cleanOnce(text: string): string {
  let clean = text
    .normalize('NFKC')
    // One character may become eighteen.
    .slice(0, MAX_INPUT)
    .replace(INVISIBLE, '')
    .replace(PICTURES, ' ')
    .replace(LINKS, ' ')
    .replace(PHONES, ' ');
  for (const noise of NOISE) clean = clean.replace(noise, ' ');
  return cut(
    clean
      .replace(REPEATED, '$1')
      .replace(/\s+/gu, ' ')
      // Punctuation that a removed word leaves standing alone.
      .replace(/ +(?=[,.;:!?](?: |$))/gu, '')
      .replace(/[,;:](?=[,;:.!?])/gu, '')
      .replace(/(?: [,.;:|–—-])+(?= [,.;:|–—-]|$)/gu, '')
      .replace(/^[\s,.;:|–—-]+|[\s,;:|–—-]+$/gu, ''),
  );
}

function cut(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const kept = text.slice(0, MAX_LENGTH + 1);
  const space = kept.lastIndexOf(' ');
  return kept
    .slice(0, space > MAX_LENGTH / 2 ? space : MAX_LENGTH)
    .replace(/\p{Cs}/gu, '')
    .trimEnd();
}
