interface KnownPlan {
  /** A part of the statement that no other has. */
  has: string;
  why: string;
}

/** Statements that read far more than they return, and why they may. */
const KNOWN_PLANS: KnownPlan[] = [
  {
    has: 'SELECT COUNT(*) AS "_count$_all", "public"."products"."category"',
    why: 'counts every live product, in an index; kept 5 s',
  },
  { has: 'all_of_them', why: 'counts every product, in an index; the overview estimates nothing' },
  { has: 'date_bin(', why: 'counts a day of the log, in an index' },
  {
    has: 'EXISTS ( SELECT 1 FROM "syncItems" later',
    why: 'looks for newer items of what has failed among all: one by one it took twice as long',
  },
  { has: 'date_trunc(\'hour\', r."createdAt"', why: 'counts the decisions of three months; kept a minute' },
  { has: 'WITH person AS (', why: 'compares the decisions of three months with the model’s; kept a minute' },
  { has: 'WITH judged AS (', why: 'counts what was judged in three months; kept a minute' },
  { has: 'GROUP BY COALESCE(r."batchId", r."id")', why: 'one person’s acts of three months' },
  { has: 'LEFT JOIN "productEmbeddings" here', why: 'counts every vector, while another model is made ready' },
  {
    has: 'SELECT * FROM "products" p WHERE',
    why: 'the newest 500 that have the words: some √(250 × products) are read, by the index that reads fewer',
  },
  { has: 'ORDER BY "public"."products"."productId" ASC LIMIT', why: 'a part of the sitemap is found by counting' },
  {
    has: 'SELECT COUNT(*) AS "_count$_all" FROM (SELECT "public"."products"."productId"',
    why: 'how many parts the sitemap has',
  },
];

/** However it is broken into lines. */
export const knownPlan = (text: string): KnownPlan | undefined => {
  const line = text.replace(/\s+/g, ' ');
  return KNOWN_PLANS.find(({ has }) => line.includes(has));
};
