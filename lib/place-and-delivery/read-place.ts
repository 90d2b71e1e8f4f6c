import { type Clause, clausesOf, hasNumberOrLink, PIN, quotable } from './clauses';
import { CENTRE, LETTER, STREET, TOWN, WORD_BEGINS, WORD_ENDS } from './kenyan-places';

const LONGEST = 90;

const { raw } = String;
const KNOWN = `(?:${STREET}|${TOWN})`;
/** `shop no. 14`, `2nd floor`, `duka namba 27`. */
const UNIT =
  raw`(?:(?:shop|stall|room|rm|suite|door)s? ?(?:(?:no|number|namba|na)\b\.? ?)?[:#]? ?` +
  raw`${LETTER}{0,2}-?\d{1,4}${LETTER}?|` +
  raw`(?:ground|first|second|third|fourth|fifth|\d{1,2}(?:st|nd|rd|th)|basement|mezzanine) (?:floor|flr)|` +
  raw`(?:duka|floor|flr) (?:namba |no\.? ?)?${LETTER}?\d{1,3})${WORD_ENDS}`;
const SMALL =
  '(?:the|a|an|our|your|this|that|any|all|every|in|at|on|of|for|and|or|to|near|from|with|is|are|shop|we|new)';
/** A name that nobody can know, made known by what stands behind it: `Jewel Complex`, `Dubai Merchant House`. */
const BUILDING =
  raw`(?:(?:${TOWN}|(?!${SMALL} )${LETTER}(?:${LETTER}|[0-9'’]){0,20}) ){1,3}` +
  `(?:plaza|mall|complex|house|hse|building|bldg|centre|center|arcade|towers?|exhibition|business park)${WORD_ENDS}`;
const PART = `(?:${KNOWN}|${UNIT}|${BUILDING})`;
const BETWEEN =
  '(?: {0,2}[,/&–-]? {0,2}| ?,? ?(?:opposite|opp\\.?|near|next to|behind|along|off|in|at|on|inside|and|na|karibu na|' +
  'kando ya|mkabala na|ndani ya) (?:the )?)';
const ADDRESS = `(?:${PART}(?:${BETWEEN}${PART}){0,8}(?:,? ?kenya${WORD_ENDS})?)`;

const AT = '(?:at|in|on|along|opposite|inside|within|near) (?:the )?';
const SAID = new RegExp(
  `${WORD_BEGINS}(?:` +
    `(?:we ?['’]?re|we are|our (?:physical )?(?:shop|store|showroom|office|boutique|stall|outlet)(?: is)?|` +
    `(?:shop|store|showroom|office|stall) is) (?:also |now )?(?:(?:located|situated|based|found) )?${AT}|` +
    `(?:located|situated|based) ${AT}|` +
    `(?:visit|find|get) us ${AT}|` +
    '(?:tunapatikana|tupo|tuko|duka (?:letu|langu) (?:liko|lipo)|tembelea duka letu|njoo dukani) ' +
    `(?:(?:hapa|pale|huko|katika|kwenye|mjini|mtaa wa|mtaani|soko la|sokoni) )?)${ADDRESS}`,
);

/** `Location: Imenti House, 2nd floor`: behind such a label even what is not known is an address. */
const LABELLED =
  /^\s*(?:(?:shop |store |our |physical )?(?:location|address)|shop|store|showroom|duka|mahali tulipo|anwani) ?[:–-]/;
const ANY_PART = new RegExp(PART);
const IS_KNOWN = new RegExp(KNOWN);
const PINNED = new RegExp(`^(?:${PIN})\\s*${ADDRESS}\\s*$`);
const ALONE = new RegExp(`^\\s*${ADDRESS}\\s*$`);
/** No list of towns that are delivered to: a street, or where in a town. */
const SURELY_AN_ADDRESS = new RegExp(`${STREET}|${UNIT}|${TOWN}[ ,]{1,3}${CENTRE}`);

/** It was so, will be so, is not so, or somebody asks. */
const DOUBT = new RegExp(
  `[?~]|n['’]t${WORD_ENDS}|${WORD_BEGINS}(?:(?:not|never|without|except|outside|formerly|used to|was|were|moved|` +
    `moving|relocat${LETTER}*|soon|opening|closed|hatu${LETTER}*|sio|siyo|si|hakuna|bila|zamani|tulikuwa|` +
    raw`tumehama|tulihama|tutahamia)${WORD_ENDS}|no${WORD_ENDS}(?!\.? ?${LETTER}?\d))`,
);
/** Where goods go, come from or wait, and where others are. */
const ABOUT_GOODS = /deliver|shipp|pick[ -]?up|tunatuma|tunaleta|parcel|courier|g4s|import|customer|agent/;

/** What stands somewhere itself: its place is not the shop's. */
const PROPERTY = new RegExp(
  `${WORD_BEGINS}(?:plots?|acres?|bedrooms?|bedsitters?|apartments?|rentals?|to let|for rent|title deed)${WORD_ENDS}`,
  'i',
);

/** Where the shop is, in the seller's own words; null where they do not say it plainly. */
export function readPlace(text: string, clauses = clausesOf(text)): string | null {
  if (PROPERTY.test(text)) return null;
  for (const [index, clause] of clauses.entries()) {
    if (DOUBT.test(clause.plain)) continue;
    const place = said(clause) ?? labelled(clause) ?? alone(clause, clauses[index - 1]);
    if (place !== null && place.length <= LONGEST && !hasNumberOrLink(place)) return place;
  }
  return null;
}

function said({ text, plain }: Clause): string | null {
  const found = SAID.exec(plain);
  if (found === null || !IS_KNOWN.test(found[0])) return null;
  return quotable(text.slice(found.index, found.index + found[0].length));
}

function labelled({ text, plain }: Clause): string | null {
  const label = LABELLED.exec(plain)?.[0].length;
  if (label === undefined) return null;
  const address = plain.slice(label);
  return ANY_PART.test(address) && !ABOUT_GOODS.test(address) ? quotable(text.slice(label)) : null;
}

/** A line that is an address and nothing else. */
function alone({ text, plain }: Clause, before: Clause | undefined): string | null {
  if (before !== undefined && ABOUT_GOODS.test(before.plain)) return null;
  const isAddress = PINNED.test(plain) || (ALONE.test(plain) && SURELY_AN_ADDRESS.test(plain));
  return isAddress && IS_KNOWN.test(plain) ? quotable(text) : null;
}
