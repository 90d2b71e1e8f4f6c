import { type Clause, clausesOf, hasNumberOrLink, quotable } from './clauses';
import { LETTER, STREET, TOWN, WORD_BEGINS, WORD_ENDS } from './kenyan-places';

const LONGEST = 100;
const MOST_WORDS = 18;

const PLACE = `(?:${STREET}|${TOWN}|kenya|town|the country|east africa|environs|upcountry|mkoani|mikoa|nchini)`;
const EVERYWHERE =
  '(?:country[ -]?wide|nation[ -]?wide|world[ -]?wide|anywhere|everywhere|all over|upcountry|popote|kote|kila mahali|' +
  'nchi nzima)';
const WHERE_TO =
  `(?:${EVERYWHERE}|${PLACE}|(?:to|within|in|in and around|around|across|outside|ndani ya|hadi|mpaka) ` +
  `(?:all (?:of )?|the |any (?:part|place) (?:of|in) )?` +
  `(?:${PLACE}|your|you|every|door${LETTER}*|any${LETTER}*|customers?))`;
/** What may follow `delivery` where it is what the seller does, and not a bag for it. */
const GOES_ON =
  '(?: *$| *[,:;(/–+&-]| (?:services?|is|are|available|possible|guaranteed|done|made|offered|included|free|and|for|' +
  `on|at|by|via|same|next|within|kwa|bure|ni|ipo|iko|inapatikana|${WHERE_TO})${WORD_ENDS})`;

const OFFERS = [
  '(?:we|i)(?: (?:can|do|also|will|shall|now)){0,2} deliver' +
    `(?: *$| *,| (?:${WHERE_TO}|free|for free|same[ -]day|daily|at (?:your|a|an|no)|via|by|through|within))`,
  `(?:we|i)(?: (?:can|do|also|now)){0,2} (?:offer|do|make|provide|have)(?: ${LETTER}[a-z-]{1,14}){0,2} ` +
    `deliver(?:y|ies)${GOES_ON}`,
  `(?:free|same[ -]?day|next[ -]?day|door[ -]?step|door[ -]to[ -]door|home|fast|quick|${EVERYWHERE}) ` +
    `(?:deliver(?:y|ies)|shipping)${GOES_ON}`,
  'deliver(?:y|ies)(?: services?)? ?[:–-]? ?(?:(?:is|are|ni) )?' +
    `(?:(?:done|made|available|offered|possible|free|bure|ipo|iko|inapatikana)${WORD_ENDS}|${WHERE_TO}|kwa ${PLACE})`,
  `(?:ship|ships|shipping) ${EVERYWHERE}`,
  'tuna(?:deliver|fanya delivery|safirisha|tuma)' +
    `(?: *$| *,| (?:bure|kwa|na|pia|hadi|mpaka|nyumbani|${WHERE_TO}|same[ -]day))`,
  'tuna(?:leta|peleka|kuletea) (?:hadi|mpaka|kwako|nyumbani|mlangoni|popote|ulipo)',
  `(?:our )?pick[ -]?up (?:point|station)s?(?: ?[:–-]| (?:is|are|at|in|available)${WORD_ENDS})`,
  `pick[ -]?up mtaani${WORD_ENDS}`,
].map((offer) => new RegExp(`${WORD_BEGINS}(?:${offer})`));

/** It is not so, no longer so, not yet so, or somebody asks. */
const DOUBT = new RegExp(
  `[?~]|n['’]t${WORD_ENDS}|${WORD_BEGINS}(?:no|not|never|without|except|stopped|suspended|paused|ended|ends|is over|` +
    `until|till|soon|was|were|unless|if|waived|hatu${LETTER}*|hamna|hakuna|bila|sio|siyo|si|haina|haipo|ilikuwa|` +
    `ukipenda|baadaye)${WORD_ENDS}`,
);
/** What is said next narrows it. */
const NARROWED = new RegExp(
  '^[ (,.:-]*(?:only|terms|t ?& ?c|conditions|within|for|above|over|on orders|orders|minimum|min|except|but|' +
    `excluding|not|no|outside|applies|kwa|tu|pekee|isipokuwa|ukinunua|lakini)${WORD_ENDS}`,
);
/** What narrows it in the same line, before it is said. */
const NARROWS = new RegExp(
  `[0-9%]|${WORD_BEGINS}(?:for|above|over|orders?|within|in|when|only|from|kwa|ukinunua|purchases?)${WORD_ENDS}`,
);
/** Something else that is said in the same line. */
const SOMETHING_ELSE = /^ *(?:call|whats ?app|order|dm|inbox|text|piga|lipa|pay|price|size|karibu|welcome)(?![a-z])/;

/** What the seller says of delivering, in their own words with all that narrows it; null where they do not say it. */
export function readDelivery(text: string, clauses = clausesOf(text)): string | null {
  for (const [index, clause] of clauses.entries()) {
    if (DOUBT.test(clause.plain)) continue;
    const offer = offerIn(clause);
    if (offer === null) continue;
    const next = clauses[index + 1];
    const narrowed = next !== undefined && NARROWED.test(next.plain);
    if (narrowed && DOUBT.test(next.plain)) continue;
    const said = quotable(text.slice(offer.from, narrowed ? next.to : offer.to));
    if (said !== null && fits(said)) return said;
  }
  return null;
}

const fits = (said: string): boolean =>
  said.length <= LONGEST && said.split(/\s+/).length <= MOST_WORDS && !hasNumberOrLink(said);

/** The part of a clause that offers, without what is told beside it before or after commas. */
function offerIn({ plain, from }: Clause): { from: number; to: number } | null {
  const found = OFFERS.map((offer) => offer.exec(plain)).find((match) => match !== null);
  if (!found) return null;
  const before = plain.slice(0, found.index);
  const comma = before.lastIndexOf(',');
  const begins = comma >= 0 && !NARROWS.test(before.slice(0, comma)) ? comma + 1 : 0;
  const behind = found.index + found[0].length;
  const commas = [...plain.slice(behind).matchAll(/,/g)].map(({ index }) => behind + index);
  const ends = commas.find((at) => SOMETHING_ELSE.test(plain.slice(at + 1))) ?? plain.length;
  return { from: from + begins, to: from + ends };
}
