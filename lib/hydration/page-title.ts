export interface PageTitle {
  /** Null when the suffix is all there is. */
  title: string | null;
  businessName: string | null;
}

/** `NAME from BUSINESS on WhatsApp.` in the languages it is sent in; the first is what our Accept-Language asks for. */
const SUFFIXES = [
  [' from ', / on WhatsApp\.?$/i],
  [' kutoka ', / (?:kwenye|katika) WhatsApp\.?$/i],
  [' de ', / sur WhatsApp\.?$/i],
  [' de ', / en WhatsApp\.?$/i],
  [' de ', / no WhatsApp\.?$/i],
  [' da ', / su WhatsApp\.?$/i],
  [' von ', / auf WhatsApp\.?$/i],
  [' من ', / على (?:واتساب|WhatsApp)\.?$/i],
] as const;

/**
 * Parts an og:title, or answers null where the suffix is missing. The last "from" is the suffix's own ("Shoes from Italy
 * from Mama Njeri"), unless the business is known by name: then it ends where that name begins.
 */
export function readPageTitle(ogTitle: string, knownBusinessName?: string | null): PageTitle | null {
  for (const [from, end] of SUFFIXES) {
    const body = ogTitle.replace(end, '');
    if (body === ogTitle) continue;
    // The name itself may be missing: "from Duka on WhatsApp." then starts the text.
    const padded = ` ${body}`;
    const known = knownBusinessName ? `${from}${knownBusinessName}` : null;
    const at = known !== null && padded.endsWith(known) ? padded.length - known.length : padded.lastIndexOf(from);
    if (at < 0) continue;
    return { title: textOrNull(padded.slice(0, at)), businessName: textOrNull(padded.slice(at + from.length)) };
  }
  return null;
}

const textOrNull = (text: string): string | null => text.trim() || null;
