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
  {
    has: 'all_of_them',
    why: 'counts every product, in an index: nothing is estimated; kept ten times as long as it takes',
  },
  { has: 'date_bin(', why: 'counts a day of the log, in an index; kept ten times as long as it takes' },
  {
    has: 'EXISTS ( SELECT 1 FROM "syncItems" later',
    why: 'looks for a newer item of each that has failed, one by one, in two indexes',
  },
  { has: 'date_trunc(\'hour\', r."createdAt"', why: 'counts the decisions of three months; kept a minute' },
  { has: 'WITH person AS (', why: 'compares the decisions of three months with the model’s; kept a minute' },
  { has: 'WITH judged AS (', why: 'counts what was judged in three months; kept a minute' },
  { has: 'GROUP BY COALESCE(r."batchId", r."id")', why: 'one person’s acts of three months, in an index' },
  {
    has: 'LEFT JOIN "productEmbeddings" here',
    why: 'counts every vector, while another model is made ready; kept ten times as long as it takes',
  },
  {
    has: 'SELECT * FROM "products" p WHERE',
    why: 'the newest 500 that have the words: some √(250 × products) are read, by the index that reads fewer',
  },
  { has: 'WITH RECURSIVE start AS', why: 'walks all that is live for the list of the sitemap’s parts; kept a minute' },
];

/** However it is broken into lines. */
export const knownPlan = (text: string): KnownPlan | undefined => {
  const line = text.replace(/\s+/g, ' ');
  return KNOWN_PLANS.find(({ has }) => line.includes(has));
};
