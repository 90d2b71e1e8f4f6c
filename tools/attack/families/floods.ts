import type { Attack, Outcome } from '../attack';
import { type Answer, anAttacker, ask, atOnce, from, tallyOf } from '../client';

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

interface FloodAttack extends Pick<Attack, 'row' | 'name' | 'form' | 'what'> {
  path(liveProductId: string): string;
  most: number;
  /** One unless told. */
  addresses?(): Flood['address'];
  /** Somebody else, who must not be told to wait. */
  other?(): string;
  /** They take turns instead of being told to wait. */
  inTurn?: boolean;
}

const oneAddress = (): Flood['address'] => {
  const address = anAttacker();
  return () => address;
};

/** One client that asks without a pause; what a person or a crawler asks for stays far below. */
function floodOf({
  path,
  most,
  addresses = oneAddress,
  other = anAttacker,
  inTurn = false,
  ...told
}: FloodAttack): Attack {
  return {
    ...told,
    right: inTurn ? 'written in turn, with the others’ between' : 'told to wait (429 with Retry-After); others are not',
    async run({ url, liveProductId }): Promise<Outcome> {
      const answers = await flood(url, { path: path(liveProductId), most, address: addresses() });
      return outcomeOf(answers, await ask(`${url}${path(liveProductId)}`, { headers: from(other()) }), inTurn);
    },
  };
}

/** A /64 is one customer's, who has 2^64 addresses in it. */
const oneNetwork = () => (at: number) =>
  `2001:db8:13:64:${(at * 7_919).toString(16).slice(-4)}:${at.toString(16)}:${(at % 97).toString(16)}:1`;

export const floods: Attack[] = [
  floodOf({
    row: '13',
    name: 'one-64',
    form: 'short',
    what: '700 searches from as many IPv6 addresses of one /64',
    path: () => '/api/search?text=',
    most: 700,
    addresses: oneNetwork,
    other: () => '2001:db8:13:65::1',
  }),
  floodOf({
    row: 'floods',
    name: 'search-flood',
    form: 'short',
    what: '700 searches from one address',
    path: () => '/api/search?text=',
    most: 700,
  }),
  floodOf({
    row: '19',
    name: 'product-flood',
    form: 'full',
    what: '4,000 times one product by the API',
    path: (id) => `/api/products/${id}`,
    most: 4_000,
  }),
  // Rendering them takes longer than the limit of a minute lets through: taking turns is what protects the others.
  floodOf({
    row: '19',
    name: 'page-flood',
    form: 'full',
    what: '600 product pages from one address, twelve at once',
    path: (id) => `/products/${id}`,
    most: 600,
    inTurn: true,
  }),
  floodOf({
    row: 'floods',
    name: 'word-flood',
    form: 'full',
    what: '2,000 searches by words from one address',
    path: () => '/api/search?text=dress',
    most: 2_000,
  }),
  floodOf({
    row: 'floods',
    name: 'feed-flood',
    form: 'full',
    what: '2,000 feeds by the API',
    path: () => '/api/products?limit=1',
    most: 2_000,
  }),
];
