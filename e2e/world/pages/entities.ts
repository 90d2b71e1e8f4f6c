export type EntityStyle = 'named' | 'decimal' | 'hex' | 'raw';

const NAMED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};

/** Writes text as an attribute value or element text. Only `raw` leaves anything beyond ASCII as it is. */
export function encodeEntities(text: string, style: EntityStyle): string {
  let encoded = '';
  for (const character of text) encoded += encodeOne(character, style);
  return encoded;
}

function encodeOne(character: string, style: EntityStyle): string {
  const named = NAMED[character];
  const code = character.codePointAt(0) ?? 0;
  if (style === 'decimal' && named !== undefined) return `&#${code};`;
  if (named !== undefined) return named;
  if (style === 'raw' || code < 0x80) return character;
  return style === 'hex' ? `&#x${code.toString(16)};` : `&#${code};`;
}
