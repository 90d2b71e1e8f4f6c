import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, ask, atOnce, from, tallyOf } from '../client';

/** More than one client may have open. */
const PIPELINED = 120;
const CRUMBS = 400_000;
const SEARCHES = 120;
const MISSING = ['/api/nope', '/_next/foo', '/icons/nope.png', '/sitemaps/a/b', '/favicon.ico'];

const head = (address: string, length: string) =>
  `POST /api/search HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: ${address}\r\n` +
  `Content-Type: multipart/form-data; boundary=x\r\n${length}\r\n\r\n`;

/** Writes bytes to web and hangs up after so long. */
async function writeAndLeave({ ports }: AttackedSystem, bytes: string, ms: number): Promise<void> {
  const socket = connect({ port: ports.web, host: '127.0.0.1' }).on('error', () => {});
  socket.write(bytes);
  await sleep(ms);
  socket.destroy();
}

const searchByWords = (system: AttackedSystem, address: string) =>
  ask(`${system.url}/api/search?text=dress`, { headers: from(address) });

export const oddBodies: Attack[] = [
  {
    row: '5',
    name: 'pipelined-bodies',
    what: `${PIPELINED} bodies on one connection, behind one that is not answered; then it is cut, three times`,
    right: 'forgotten with the connection: the same client can search',
    form: 'short',
    async run(system): Promise<Outcome> {
      const address = anAttacker();
      const bytes =
        head(address, 'Content-Length: 9000000') + `${head(address, 'Content-Length: 1')}x`.repeat(PIPELINED);
      for (let round = 0; round < 3; round++) await writeAndLeave(system, bytes, 300);
      await sleep(500);
      const { status } = await ask(`${system.url}/api/search`, {
        method: 'POST',
        headers: { ...from(address), 'content-type': 'application/x-www-form-urlencoded' },
        body: 'text=dress',
      });
      return { happened: `then ${status}`, holes: status === 200 ? [] : [`its client is shut out: ${status}`] };
    },
  },
  {
    row: '6',
    name: 'crumbs',
    what: `a body in ${CRUMBS.toLocaleString('en')} chunks of one byte each, four at once`,
    right: 'given up after some of them',
    form: 'short',
    async run(system): Promise<Outcome> {
      const bytes = head(anAttacker(), 'Transfer-Encoding: chunked') + '1\r\nx\r\n'.repeat(CRUMBS);
      await Promise.all(Array.from({ length: 4 }, () => writeAndLeave(system, bytes, 4_000)));
      return { happened: 'written', holes: [] };
    },
  },
  {
    row: '19',
    name: 'what-is-not-there',
    what: `${MISSING.join(', ')}, 300 times each from one address`,
    right: '404 or told to wait; another shopper hardly notices',
    form: 'short',
    async run(system): Promise<Outcome> {
      const headers = from(anAttacker());
      const paths = Array.from({ length: 300 }, () => MISSING).flat();
      const answers = await atOnce(paths, 12, (path) => ask(`${system.url}${path}`, { headers }));
      const statuses = answers.map(({ status }) => status);
      const odd = statuses.filter((status) => status !== 404 && status !== 429);
      return { happened: tallyOf(statuses), holes: odd.length > 0 ? [`answered ${tallyOf(odd)}`] : [] };
    },
  },
  {
    row: '19',
    name: 'junk-for-next',
    what: "broken forms to /sign-in, and headers that Next's own scripts send, broken",
    right: '4xx, or a page; no 500',
    form: 'short',
    async run(system): Promise<Outcome> {
      const forms = ['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=x'];
      const states = ['%', '{', '[[[', `["",${'['.repeat(2_000)}`, 'null', '%5B'];
      const answers = await Promise.all([
        ...forms.map((type) =>
          ask(`${system.url}/sign-in`, {
            method: 'POST',
            headers: { ...from(anAttacker()), origin: system.url, 'content-type': type },
            body: '--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n',
          }),
        ),
        ...states.map((state) =>
          ask(`${system.url}/search?_rsc=1`, {
            headers: { ...from(anAttacker()), rsc: '1', 'next-router-state-tree': state },
          }),
        ),
      ]);
      const failed = answers.filter(({ status }) => status >= 500 || status === 0);
      return { happened: tallyOf(answers.map(({ status }) => status)), holes: failed.map(({ status }) => `${status}`) };
    },
  },
  {
    row: '6',
    name: 'many-parameters',
    what: 'addresses with 7,500 parameters, 60 of them, twelve at once',
    right: 'refused before anybody reads them',
    form: 'short',
    async run(system): Promise<Outcome> {
      const paths = ['/', '/search', '/api/products', '/api/health', '/icon.svg', '/media/x'].flatMap((path) =>
        Array.from({ length: 10 }, () => `${path}?${'a&'.repeat(7_500)}`),
      );
      const answers = await atOnce(paths, 12, (path) => ask(`${system.url}${path}`, { headers: from(anAttacker()) }));
      const statuses = answers.map(({ status }) => status);
      const odd = statuses.filter((status) => status !== 400);
      return { happened: tallyOf(statuses), holes: odd.length > 0 ? [`answered ${tallyOf(odd)}`] : [] };
    },
  },
  {
    row: '4',
    name: 'searches-at-once',
    what: `${SEARCHES} searches by words at once from one address, then one from another`,
    right: 'in turn; the other is answered by the model',
    form: 'short',
    async run(system): Promise<Outcome> {
      const address = anAttacker();
      const flood = Array.from({ length: SEARCHES }, () => searchByWords(system, address));
      await sleep(50);
      const other = await searchByWords(system, anAttacker());
      const statuses = (await Promise.all(flood)).map(({ status }) => status);
      const holes = [
        ...(other.status === 200 ? [] : [`the other one: ${other.status}`]),
        ...(other.text.includes('"mode":"words"') ? ['the other one went by its words alone'] : []),
        ...statuses.filter((status) => ![200, 429, 503].includes(status)).map((status) => `answered ${status}`),
      ];
      return { happened: `${tallyOf(statuses)}; the other ${other.status}`, holes };
    },
  },
];
