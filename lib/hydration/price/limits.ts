import type { Token } from './tokens';

/** How far back the limit of an amount may stand. */
const REACH = 8;
const COUNTED = '(?:pcs?|pieces?|pairs?|units?|sets?|packs?|packets?|bottles?|trays?|dozens?|mugs|items?|vipande)';
const LIMIT = `(?:${COUNTED} )?(?:[2-9]|\\d{2,3})(?: ${COUNTED})?`;
const SAID = '(?:(?: |^)(?:[-:=@(,]|at|is|ni|kwa|each|price|bei|ksh|kes))*$';
const HAS_COUNT = new RegExp(`(?: |^)${COUNTED}(?: |$)|(?: |^)(?:@|at|ni)$`);
const MANY_OF = new RegExp(
  `(?: |^)(?:(?:above|over|more than|zaidi ya|from|kuanzia) ${LIMIT}(?: and above| kuendelea| na zaidi)?|` +
    `${LIMIT} (?:and above|kuendelea|na zaidi|and more)|\\d+ \\+ ${COUNTED})${SAID}`,
);
const FEW_OF = new RegExp(`(?: |^)(?:below|under|less than|fewer than|chini ya|up to|upto) ${LIMIT}${SAID}`);

/** `Above 6 pieces 700, below 6 pieces 850`: what each costs who buys many, and who buys few. */
export function limitOf(tokens: readonly Token[], first: number): 'many' | 'few' | null {
  const near = tokens.slice(Math.max(0, first - REACH), first);
  const said = near
    .slice(near.findLastIndex(({ kind }) => kind === 'line') + 1)
    .map(({ text }) => text)
    .join(' ');
  if (!HAS_COUNT.test(said)) return null;
  return MANY_OF.test(said) ? 'many' : FEW_OF.test(said) ? 'few' : null;
}
