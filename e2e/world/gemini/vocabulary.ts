import type { WorldProblem } from '@/e2e/world/sellers/types';

/** Where each of the world's own words may be found among the values that a request's schema allows. */
const PROBLEM_WORDS: Record<WorldProblem, RegExp[]> = {
  'no-product': [/no.?product/, /not.?a.?product/, /irrelevant/],
  blurry: [/blur/, /quality/, /unclear/],
  'mostly-text': [/mostly.?text/, /text.?(overlay|heavy|only)/, /flyer|poster/],
  misleading: [/misleading/, /mismatch/],
  mismatch: [/mismatch/, /misleading/],
  counterfeit: [/counterfeit|fake|replica/],
  prohibited: [/prohibited|illegal|forbidden/],
  weapon: [/weapon/, /prohibited|illegal/],
  medicine: [/medicine|drug|pharma/, /prohibited|illegal/],
  adult: [/adult|sexual|nud/, /prohibited/],
  'personal-data': [/personal|privacy|contact/],
  scam: [/scam|fraud/, /misleading/],
  instructions: [/instruction|injection/, /misleading|spam/],
  'not-for-sale': [/not.?for.?sale/, /no.?product/],
};

/** Kinds of things, as the drawing names them, and the categories they may belong to, best first. */
const CATEGORY_WORDS: [RegExp, RegExp[]][] = [
  [/kids|baby/, [/kid|child/, /baby/, /fashion|cloth|apparel/]],
  [/sheet|duvet|blanket/, [/home/, /decor/]],
  [/shoe|sneaker|sandal|heel|boot|slipper/, [/shoe|footwear/, /fashion|cloth|apparel/]],
  [/bag|backpack|purse|kiondo/, [/bag/, /accessor/, /fashion/]],
  [/dress|skirt|blouse|kitenge|gown|wrap|scarf/, [/wom[ae]n/, /fashion|cloth|apparel/]],
  [/shirt|trouser|suit|cap|hat|tie/, [/(^|[^o])men/, /fashion|cloth|apparel/]],
  [/watch|earring|necklace|bracelet|bead|ring/, [/jewel|watch/, /accessor/, /fashion/]],
  [/phone|charger|earphone|power/, [/phone/, /electronic/]],
  [/radio|speaker|tv|laptop|headphone|lamp|torch/, [/electronic/, /home/]],
  [/sufuria|pot|pan|cup|mug|plate|bowl|jug|kettle|thermos|flask|basket|bucket/, [/kitchen/, /home/, /house/]],
  [/chair|stool|table|sofa|bed|cushion|mat|rug|carpet|curtain/, [/furniture|decor/, /home/]],
  [/fabric|cloth|leso|kanga|shuka|ankara/, [/fabric|craft/, /fashion|cloth|apparel/]],
  [/ball|bicycle/, [/sport/]],
  [/lotion|cream|perfume|bottle/, [/beauty/]],
];

/** The request's own words for the problems; what it has no word for becomes "other" if that exists. */
export function problemsIn(allowed: readonly string[], problems: readonly WorldProblem[]): string[] {
  const named = problems.map((problem) => firstMatch(allowed, PROBLEM_WORDS[problem]) ?? other(allowed));
  return [...new Set(named.filter((name) => name !== undefined))];
}

export function categoryIn(allowed: readonly string[], kind: string): string | undefined {
  const wanted = CATEGORY_WORDS.find(([pattern]) => pattern.test(kind.toLowerCase()))?.[1] ?? [];
  return firstMatch(allowed, wanted) ?? other(allowed) ?? allowed.at(-1);
}

function firstMatch(allowed: readonly string[], patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const match = allowed.find((value) => pattern.test(value.toLowerCase()));
    if (match !== undefined) return match;
  }
  return undefined;
}

const other = (allowed: readonly string[]): string | undefined =>
  allowed.find((value) => /^other$|unknown/i.test(value));
