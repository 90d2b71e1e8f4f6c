import { isIP } from 'node:net';
import { resolvePublic } from '@/lib/platform/safe-fetch/checked-lookup';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, atOnce } from '../client';
import { paste, pasted, untilOver } from '../honest-sync';
import { type Listening, listen } from '../listening';

/**
 * Addresses that lead back into the machine or its network, in every way to write them. `port`: where the attacker
 * counts.
 */
function hostileUrls(port: number): string[] {
  const loopback = [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '127.0.0.2',
    '127.255.255.254',
    '0.0.0.0',
    '0',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '0177.1',
    '00000177.0.0.1',
    '127.0.0.1.',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'foo.localhost',
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '127%2e0%2e0%2e1',
    'ｌｏｃａｌｈｏｓｔ',
    'wa.me@127.0.0.1',
    'user:pass@127.0.0.1',
    'wa.me%40127.0.0.1',
    'wa.me%23@127.0.0.1',
    'www.whatsapp.com@localhost',
    'localtest.me',
    'lvh.me',
    '127.0.0.1.nip.io',
    'wa.me.127.0.0.1.nip.io',
  ].map((host) => `http://${host}:${port}/hit`);
  return [
    ...loopback,
    `https://127.0.0.1:${port}/hit`,
    `//127.0.0.1:${port}/hit`,
    `http:\\\\127.0.0.1:${port}\\hit`,
    `http:/127.0.0.1:${port}/hit`,
    `http:127.0.0.1:${port}/hit`,
    ` http://127.0.0.1:${port}/hit`,
    `http://127.0.0.1:${port}/hit#.fbcdn.net`,
    `http://127.0.0.1:${port}/hit?.fbcdn.net`,
    `http://127.0.0.1:${port}\\@wa.me/hit`,
    `http://wa.me:80\\@127.0.0.1:${port}/hit`,
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/?comp=versions',
    'http://100.100.100.200/latest/meta-data/',
    'http://10.0.0.1/',
    'http://192.168.0.1/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://metadata.google.internal/',
    'https://wa.me.evil.example/c/254799000001',
    'https://evil-fbcdn.net/x.jpg',
    'https://scontent.fbcdn.net.evil.example/x.jpg',
    'ftp://127.0.0.1/hit',
    'gopher://127.0.0.1:6379/_x',
    'file:///etc/passwd',
    'data:text/html,hit',
    'javascript:alert(1)',
  ];
}

/** Not on the public internet, whatever a name's owner says. */
const PRIVATE_ADDRESSES = [
  '168.63.129.16',
  '169.254.169.254',
  '100.100.100.200',
  '127.0.0.1',
  '0.0.0.0',
  '10.0.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:168.63.129.16',
  '64:ff9b::a83f:8110',
  '2002:a83f:8110::1',
  'fe80::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
];

const OVER_WITHIN_MS = 90_000;

/** Wherever a link may lead to: pasted, redirected to, named as a picture. */
export const ssrf: Attack = {
  row: '21, SSRF',
  name: 'ssrf',
  what: 'hostile URLs pasted as catalogues and products, as a redirect’s target, as a picture; private addresses',
  right: 'none is fetched',
  form: 'short',
  async run(system): Promise<Outcome> {
    const canary = await listen();
    try {
      const urls = hostileUrls(canary.port);
      const open = await atOnce(PRIVATE_ADDRESSES, 1, isTakenFor);
      const holes = PRIVATE_ADDRESSES.filter((_, at) => open[at]).map((address) => `${address} counts as public`);
      const accepted = await pasteAll(system, urls);
      if (accepted > 0) holes.push(`${accepted} hostile links were taken`);
      holes.push(...(await fetchAll(system, urls, canary)));
      if (canary.hits.length > 0) holes.push(`${canary.hits.length} fetches of hostile URLs, e.g. ${canary.hits[0]}`);
      return {
        happened: `${urls.length} URLs × 4 ways: ${canary.hits.length} fetched, ${accepted} taken as links`,
        holes,
      };
    } finally {
      await canary.close();
    }
  },
};

/** Whether a name that leads there may be fetched. */
const isTakenFor = (address: string) =>
  resolvePublic('any.fbcdn.net', async () => [{ address, family: isIP(address) }]).then(
    () => true,
    () => false,
  );

/** As catalogue and product links: with the paths that WhatsApp's have. */
async function pasteAll(system: AttackedSystem, urls: string[]): Promise<number> {
  const links = urls.flatMap((url) => [
    url,
    url.replace(/hit\b/, 'c/254799000001'),
    url.replace(/hit\b/, 'p/7000000000000001/254799000001'),
  ]);
  let accepted = 0;
  for (let at = 0; at < links.length; at += 40) {
    const { text } = await paste(system, links.slice(at, at + 40).join('\n'), anAttacker());
    accepted += pasted(text).length;
  }
  return accepted;
}

/** A seller whose every product page, or hop to it, or picture, is one of them. */
async function fetchAll(system: AttackedSystem, urls: string[], canary: Listening): Promise<string[]> {
  const { phone, productIds } = await system.world.addSeller(urls.length * 3);
  const quirks: { off(): Promise<unknown> }[] = [];
  for (const [at, url] of urls.entries()) {
    const [hop = '', page = '', image = ''] = productIds.slice(at * 3, at * 3 + 3);
    quirks.push(
      await system.world.quirk({ on: 'link', product: hop, quirk: { kind: 'redirect', to: encoded(url) } }),
      await system.world.quirk({ on: 'page', product: page, quirk: { kind: 'redirect', to: encoded(url) } }),
      await system.world.quirk({ on: 'page', product: image, quirk: { kind: 'image-url', url } }),
    );
  }
  const [seller] = pasted((await paste(system, system.world.catalogueLink(phone), anAttacker())).text);
  const sync = seller === undefined ? undefined : await untilOver(system, seller.syncId, OVER_WITHIN_MS);
  for (const quirk of quirks) await quirk.off();
  if (sync === undefined) return [`the sync of hostile products is not over (${canary.hits.length} fetched)`];
  const { found = 0, approved = 0 } = sync.counts;
  // What was not tried was not refused either.
  if (found !== productIds.length) return [`only ${found} of ${productIds.length} hostile products were tried`];
  return approved > 0 ? [`${approved} products with hostile pages went live`] : [];
}

/** A Location header holds no more than Latin. */
const encoded = (url: string): string => (/^[ -~]*$/.test(url) ? url : encodeURI(url));
