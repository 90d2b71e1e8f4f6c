import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Outcome } from '../attack';
import { anAttacker, ask, atOnce, from, Pour, tallyOf } from '../client';
import { honestSeller, paste, pasted, untilOver } from '../honest-sync';
import { errorsOf } from '../log-lines';
import { photoForm, sendForm, uploadHead } from '../photo-form';

const MALFORMED = [
  '/%',
  '/%zz',
  '/%00',
  '/%ff',
  '/%E0%A4%A',
  '/a%2',
  '/products/%',
  '/products/%00',
  '/products/%ff',
  '/products/%E0%A4%A',
  '/sellers/%',
  '/sellers/%00',
  '/sell/%',
  '/sell/%00',
  '/media/%',
  '/media/%00',
  '/media/%ff/x',
  '/media/..%2f..%2fsecrets.json',
  '/api/products/%',
  '/api/products/%00',
  '/api/products/%00/similar',
  '/api/syncs/%',
  '/api/syncs/%00',
  '/api/syncs/%00/items',
  '/sitemaps/%',
  '/sitemaps/%ff',
  '/sitemaps/%00',
  '/search?q=%',
  '/search?q=%00',
  '/?category=%00',
  '/?q=%ff&cursor=%00',
  '/api/products?q=%00',
  '/api/products?cursor=%00',
  '/api/products?seller=%00',
  '/api/search?text=%00',
  '/api/search?text=a&cursor=%ff',
  '/api/search?like=%00',
  '/api/search?photo=%00',
  '/sign-in?next=%00',
  '/sign-in?next=//evil.example',
  '/_next/image?url=%00&w=640&q=75',
  '/_next/static/%00.js',
  '/_next/data/%/x.json',
  '/api/%00',
  '/metrics%00',
  '/api/inngest?fnId=%00',
  '/report/%',
  '/products/1/report?x=%00',
];

/** Row 19: addresses that are none. */
const malformedPaths: Attack = {
  row: '19',
  name: 'malformed-paths',
  what: `${MALFORMED.length} malformed paths and queries`,
  right: '4xx, never 5xx',
  form: 'short',
  async run({ url }): Promise<Outcome> {
    const answers = await atOnce(MALFORMED, 4, async (path) => ({
      path,
      ...(await ask(url + path, { headers: from(anAttacker()) })),
    }));
    const holes = answers
      .filter(({ status }) => status >= 500 || status === 0)
      .map(({ path, status }) => `${path}: ${status}`);
    return { happened: tallyOf(answers.map(({ status }) => status)), holes };
  },
};

const metrics: Attack = {
  row: '19',
  name: 'metrics',
  what: '/metrics through a proxy, without and with a wrong token',
  right: '401',
  form: 'short',
  async run({ url }): Promise<Outcome> {
    const asked = [
      {},
      { authorization: 'Bearer x' },
      { authorization: 'Bearer ' },
      { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' },
      { 'x-real-ip': '127.0.0.1', 'x-soko-peer': '127.0.0.1' },
      { host: '127.0.0.1', 'x-forwarded-host': 'localhost' },
      { forwarded: 'for=127.0.0.1' },
    ];
    const statuses = await atOnce(
      asked,
      1,
      async (headers) => (await ask(`${url}/metrics`, { headers: { ...from('203.0.113.9'), ...headers } })).status,
    );
    const holes = statuses.filter((status) => status !== 401).map((status) => `answers ${status}`);
    return { happened: tallyOf(statuses), holes: [...new Set(holes)] };
  },
};

/** Row 19: a shopper who closes the page is no error. */
const abortedUploads: Attack = {
  row: '19',
  name: 'aborted-uploads',
  what: '20 uploads that break off',
  right: 'no error in the log',
  form: 'short',
  async run(system): Promise<Outcome> {
    const before = (await system.log()).length;
    const pours = Array.from(
      { length: 20 },
      () => new Pour(system.ports.web, uploadHead(system.ports.web, anAttacker(), 1_000_000)),
    );
    await Promise.all(pours.map((pour) => pour.write(200_000)));
    for (const pour of pours) pour.end();
    await sleep(1_500);
    const errors = errorsOf((await system.log()).slice(before));
    return {
      happened: `${errors.length} errors in the log`,
      holes: errors.slice(0, 1).map((line) => `logged: ${line.slice(0, 100)}`),
    };
  },
};

/** Row 19: who pastes a link that somebody else has pasted a moment before. */
const secondPaster: Attack = {
  row: '19',
  name: 'second-paster',
  what: 'the same catalogue pasted again by somebody else',
  right: 'the first one’s sync token is not handed out',
  form: 'short',
  async run(system): Promise<Outcome> {
    const { phone } = await system.world.addSeller(6);
    const link = system.world.catalogueLink(phone);
    const [first] = pasted((await paste(system, link, anAttacker())).text);
    const [second] = pasted((await paste(system, link, anAttacker())).text);
    const handed = first?.token != null && second?.syncId === first.syncId && second?.token === first.token;
    if (first !== undefined) await untilOver(system, first.syncId);
    return {
      happened: second?.token == null ? 'no token' : 'a token',
      holes: handed ? ['the second paster has the first one’s token'] : [],
    };
  },
};

/** Row 19: one person who would like to be many. */
const manyReporters: Attack = {
  row: '19',
  name: 'many-reporters',
  what: 'one product reported 6 times from one address, by as many User-Agents',
  right: 'it counts once',
  form: 'short',
  async run({ url, database, liveProductId }): Promise<Outcome> {
    const [address, body] = [anAttacker(), JSON.stringify({ reason: 'other' })];
    const statuses = await atOnce(Array.from({ length: 6 }), 1, async (_, at) => {
      const headers = { 'content-type': 'application/json', 'user-agent': `shopper ${at}`, ...from(address) };
      return (await ask(`${url}/api/products/${liveProductId}/reports`, { method: 'POST', headers, body })).status;
    });
    const { rowCount } = await database.query('SELECT FROM "productReports" WHERE "productId" = $1', [liveProductId]);
    const holes = rowCount === 1 ? [] : [`it counts ${rowCount} times`];
    return { happened: tallyOf(statuses), holes };
  },
};

export const edges: Attack[] = [malformedPaths, metrics, abortedUploads, secondPaster, manyReporters];

/** After everything else: honest sellers, while honest and less honest shoppers search. */
export const nothingLost: Attack = {
  row: 'all',
  name: 'nothing-lost',
  what: '40 products are ingested while 60 photos are searched with, 2 at once',
  right: 'every product has its outcome',
  form: 'short',
  async run(system): Promise<Outcome> {
    const form = photoForm(system.photo);
    const searches = atOnce(Array.from({ length: 60 }), 2, () => sendForm(system.url, form, anAttacker()));
    const lost = await honestSeller(system, 40, 90_000);
    const statuses = (await searches).map(({ status }) => status);
    const failed = statuses.filter((status) => status === 0 || status === 500);
    return {
      happened: `searches: ${tallyOf(statuses)}`,
      holes: [...lost, ...(failed.length > 0 ? [`searches: ${tallyOf(failed)}`] : [])],
    };
  },
};
