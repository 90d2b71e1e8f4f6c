/** Zero-width characters, marks of writing direction, soft hyphens: they come along when a link is copied out of a chat. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;
const BREAKS = /[\s<>"'`«»“”‘’„(){}[\]|,;，。、；؛،]+/;
/** A phone in groups right after the part of a link that it belongs to. All counts are bounded: the text may be hostile. */
const GROUPED_PHONE =
  /(\/(?:c|catalog|(?:p|product)\/\d{1,20})\/)[ \u00a0]?(\+?\d{1,9}(?:[ \u00a0\u2009\u202f.-]{1,2}\d{1,9}){1,6})/gi;

/** The pasted text cut into pieces that each hold one link at most. Linear in the text's length. */
export function pieces(text: string): string[] {
  return joinGroupedPhones(text.replace(INVISIBLE, ''))
    .split(BREAKS)
    .flatMap((token) => token.split(/(?=https?:\/\/)/i))
    .filter((piece) => piece !== '');
}

function joinGroupedPhones(text: string): string {
  return text.replace(GROUPED_PHONE, (_all, prefix: string, phone: string) => prefix + joinGroups(phone));
}

/** `+254 712 345 678 2 pcs` is a phone and something else: groups are taken while they fit a phone. */
function joinGroups(written: string): string {
  const groups = written.split(/[ \u00a0\u2009\u202f.-]+/);
  let joined = groups.shift() ?? '';
  const room = joined.replace('+', '').startsWith('1') ? 11 : 12;
  while (groups[0] !== undefined && joined.replace('+', '').length + groups[0].length <= room) joined += groups.shift();
  return [joined, ...groups].join(' ');
}
