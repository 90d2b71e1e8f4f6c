import { isIP } from 'node:net';
import { resolvePublic } from '@/lib/platform/safe-fetch/checked-lookup';
import { anAttacker } from '../addresses';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { atOnce } from '../client';
import { paste, pasted, untilOver } from '../honest-sync';
import { hostileUrls, PRIVATE_ADDRESSES } from '../hostile-urls';
import { type Listening, listen } from '../listening';

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
