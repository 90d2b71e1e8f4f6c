import { anAttacker, from } from '../addresses';
import type { Attack, Outcome } from '../attack';
import { type Answer, ask, atOnce, tallyOf } from '../client';

/** As one client's browsers and scripts do, not a thousand machines. */
const AT_ONCE = 12;

interface Flood {
  path: string;
  most: number;
  address(at: number): string;
}

/** Asks until it is told to wait, or so many times. */
async function flood(url: string, { path, most, address }: Flood): Promise<Answer[]> {
  let told = false;
  const answers = await atOnce(Array.from({ length: most }), AT_ONCE, async (_, at) => {
    if (told) return undefined;
    const answer = await ask(`${url}${path}`, { headers: from(address(at)) });
    if (answer.status === 429) told = true;
    return answer;
  });
  return answers.flatMap((answer) => answer ?? []);
}

function outcomeOf(answers: Answer[], others: Answer, inTurn: boolean): Outcome {
  const refused = answers.find(({ status }) => status === 429);
  const holes = [
    ...(refused === undefined && !inTurn ? [`${answers.length} requests, and nobody was told to wait`] : []),
    ...(refused !== undefined && !Number(refused.headers['retry-after']) ? ['429 without Retry-After'] : []),
    ...(answers.some(({ status }) => status >= 500 && status !== 503) ? ['a flood makes it fail'] : []),
    ...(others.status === 429 ? ['others are told to wait as well'] : []),
  ];
  return { happened: tallyOf(answers.map(({ status }) => status)), holes };
}

const oneAddress = (): Flood['address'] => {
  const address = anAttacker();
  return () => address;
};

/** One client that asks without a pause; what a person or a crawler asks for stays far below. */
function floodOf(
  row: string,
  name: string,
  form: Attack['form'],
  what: string,
  path: (liveProductId: string) => string,
  most: number,
  addresses = oneAddress,
  other = anAttacker,
  inTurn = false,
): Attack {
  return {
    row,
    name,
    what,
    right: inTurn ? 'written in turn, with the others’ between' : 'told to wait (429 with Retry-After); others are not',
    form,
    async run({ url, liveProductId }): Promise<Outcome> {
      const answers = await flood(url, { path: path(liveProductId), most, address: addresses() });
      return outcomeOf(answers, await ask(`${url}${path(liveProductId)}`, { headers: from(other()) }), inTurn);
    },
  };
}

/** A /64 is one customer's, who has 2^64 addresses in it. */
const oneNetwork = () => (at: number) =>
  `2001:db8:13:64:${(at * 7_919).toString(16).slice(-4)}:${at.toString(16)}:${(at % 97).toString(16)}:1`;
const anotherNetwork = () => '2001:db8:13:65::1';

export const floods: Attack[] = [
  floodOf(
    '13',
    'one-64',
    'short',
    '700 searches from as many IPv6 addresses of one /64',
    () => '/api/search?text=',
    700,
    oneNetwork,
    anotherNetwork,
  ),
  floodOf('floods', 'search-flood', 'short', '700 searches from one address', () => '/api/search?text=', 700),
  floodOf('19', 'product-flood', 'full', '4,000 times one product by the API', (id) => `/api/products/${id}`, 4_000),
  // Writing them takes longer than the limit of a minute lets through: that they take turns is what protects the
  // others.
  floodOf(
    '19',
    'page-flood',
    'full',
    '600 product pages from one address, twelve at once',
    (id) => `/products/${id}`,
    600,
    oneAddress,
    anAttacker,
    true,
  ),
  floodOf(
    'floods',
    'word-flood',
    'full',
    '2,000 searches by words from one address',
    () => '/api/search?text=dress',
    2_000,
  ),
  floodOf('floods', 'feed-flood', 'full', '2,000 feeds by the API', () => '/api/products?limit=1', 2_000),
];
