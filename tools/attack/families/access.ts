import path from 'node:path';
import { CALLERS, type Caller, EXPECTED } from '../access-table';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, ask, from } from '../client';
import { routesOfApp } from '../routes-of-app';
import { signIn } from '../sessions';
import { type ShopsToTry, shopsToTry } from '../shops-to-try';

const APP = path.resolve(import.meta.dirname, '../../../app');

/** Whatever can be asked for, as whoever there is. */
export const access: Attack = {
  row: 'access',
  name: 'access',
  what: 'every page and route × nobody, a forged session, sellers, a moderator, an admin; and from another site',
  right: 'each may do what is theirs; a new route says whose it is',
  form: 'short',
  async run(system): Promise<Outcome> {
    const shops = await shopsToTry(system.database);
    try {
      return await tryAll(system, shops);
    } finally {
      await shops.erase();
    }
  },
};

async function tryAll(system: AttackedSystem, shops: ShopsToTry): Promise<Outcome> {
  const routes = await routesOfApp(APP);
  const cookies = await cookiesOf(system, shops);
  const holes: string[] = [];
  let asked = 0;
  for (const route of routes) {
    const right = EXPECTED[route];
    if (right === undefined) {
      holes.push(`${route}: nobody has said who may`);
      continue;
    }
    for (const caller of CALLERS) {
      await shops.hold();
      const cookie = cookies[caller];
      const here = { cookie, origin: system.url, 'sec-fetch-site': 'same-origin' };
      const status = await knock(system, { route, sellerId: shops.sellerId, headers: here });
      asked += 1;
      if (!right[caller].includes(status)) holes.push(`${route} as ${caller}: ${status}`);
    }
    if (route.startsWith('GET')) continue;
    await shops.hold();
    const cookie = `${cookies['an admin']}; ${cookies['the shop’s owner']}`;
    const elsewhere = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const status = await knock(system, { route, sellerId: shops.sellerId, headers: elsewhere });
    asked += 1;
    if (status < 400 || status >= 500) holes.push(`${route} from another site: ${status}`);
  }
  return { happened: `${asked} requests to ${routes.length} pages and routes`, holes };
}

async function cookiesOf(system: AttackedSystem, shops: ShopsToTry): Promise<Record<Caller, string>> {
  const moderator = await signIn(system.url, system.users.moderator, anAttacker());
  const admin = await signIn(system.url, system.users.admin, anAttacker());
  const [moderatorsCookie, adminsCookie] = [moderator, admin].map((cookie) => cookie?.split(';')[0]);
  if (!moderatorsCookie || !adminsCookie) throw new Error('a moderator or an admin could not sign in');
  const [name, value = ''] = adminsCookie.split('=');
  return {
    nobody: '',
    'a forged session': `${name}=${value.slice(0, 30)}${'A'.repeat(value.length - 30)}`,
    'a holder of the shop': `soko_shops=${shops.keys.holder}`,
    'the shop’s owner': `soko_shops=${shops.keys.owner}`,
    'another shop’s owner': `soko_shops=${shops.keys.other}`,
    'a moderator': moderatorsCookie,
    'an admin': adminsCookie,
  };
}

interface Knock {
  route: string;
  /** Of a shop that there is; all other ids are of nothing. */
  sellerId: string;
  headers: Record<string, string>;
}

async function knock(system: AttackedSystem, { route, sellerId, headers }: Knock): Promise<number> {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace('[sellerId]', sellerId).replace(/\[(?:\.{3})?\w+\]/g, '0');
  const sent = { 'content-type': 'application/json', ...from(anAttacker()), ...headers };
  const { status } = await ask(`${system.url}${path}`, {
    method,
    headers: sent,
    ...(method === 'GET' ? {} : { body: '{}' }),
  });
  return status;
}
