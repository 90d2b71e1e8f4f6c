import path from 'node:path';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, ask, from } from '../client';
import { routesOfApp } from '../routes-of-app';
import { signIn } from '../sessions';

const APP = path.resolve(import.meta.dirname, '../../../app');
const ROLES = ['nobody', 'a forged session', 'a moderator', 'an admin'] as const;
type Role = (typeof ROLES)[number];
/** Statuses for nobody, a moderator, an admin, each with an empty JSON object where there is a body. */
type Expected = readonly [nobody: number[], moderator: number[], admin: number[]];

const everybody = (...statuses: number[]): Expected => [statuses, statuses, statuses];
const moderators = (...statuses: number[]): Expected => [[401], statuses, statuses];
const admins = (...statuses: number[]): Expected => [[401], [403], statuses];
const TO_SIGN_IN = [303, 307];

/** Every route with who may use it. One that is missing here is a hole. */
export const EXPECTED: Record<string, Expected> = {
  'GET /admin': [TO_SIGN_IN, [403], [200]],
  'GET /admin/audit': [TO_SIGN_IN, [403], [200]],
  'GET /admin/failed': [TO_SIGN_IN, [403], [200]],
  'GET /admin/find': [TO_SIGN_IN, [403], [200]],
  'GET /admin/products/[productId]': [TO_SIGN_IN, [403], [404]],
  'GET /admin/sellers': [TO_SIGN_IN, [403], [200]],
  'GET /admin/sellers/[sellerId]': [TO_SIGN_IN, [403], [404]],
  'GET /admin/syncs/[syncRunId]': [TO_SIGN_IN, [403], [404]],
  'GET /admin/work': [TO_SIGN_IN, [403], [200]],
  'GET /admin/log': [TO_SIGN_IN, [403], [200]],
  'GET /admin/policy': [TO_SIGN_IN, [403], [200]],
  'GET /admin/prices': [TO_SIGN_IN, [403], [200]],
  'GET /admin/second-looks': [TO_SIGN_IN, [403], [200]],
  'GET /admin/syncs': [TO_SIGN_IN, [403], [200]],
  'GET /admin/users': [TO_SIGN_IN, [403], [200]],
  'GET /review': [TO_SIGN_IN, [200], [200]],
  'GET /review/find': [TO_SIGN_IN, [200], [200]],
  'GET /review/history': [TO_SIGN_IN, [200], [200]],
  'GET /review/products/[productId]': [TO_SIGN_IN, [404], [404]],
  'GET /review/export': moderators(200),
  'GET /review/numbers': [TO_SIGN_IN, [200], [200]],
  'GET /review/policy': [TO_SIGN_IN, [200], [200]],
  'GET /review/second-look': [TO_SIGN_IN, [200], [200]],
  'DELETE /api/[...path]': everybody(404),
  'GET /api/[...path]': everybody(404),
  'PATCH /api/[...path]': everybody(404),
  'POST /api/[...path]': everybody(404),
  'PUT /api/[...path]': everybody(404),
  'GET /api/health': everybody(200),
  'GET /api/inngest': everybody(401),
  'GET /api/openapi.json': everybody(200),
  'GET /api/products': everybody(200),
  'GET /api/products/[productId]': everybody(404),
  'GET /api/products/[productId]/similar': everybody(404),
  'GET /api/ready': everybody(200),
  'GET /api/review/items/[productId]': moderators(404),
  'GET /api/review/queue': moderators(200),
  'GET /api/search': everybody(400),
  'GET /api/shops/[sellerId]/proof': everybody(404),
  'GET /api/suggestions': everybody(200),
  'GET /api/syncs/[syncId]': everybody(400, 401, 404),
  'GET /api/syncs/[syncId]/items': everybody(400, 401, 404),
  'GET /api/admin/audit/export': admins(200),
  'GET /api/admin/overview': admins(200),
  'POST /api/admin/dismiss': admins(400, 422),
  'POST /api/admin/opt-outs': admins(400, 422),
  'POST /api/admin/pauses': admins(400, 422),
  'POST /api/admin/policy': admins(400, 422),
  'POST /api/admin/replay': admins(400, 422),
  'POST /api/admin/replay/preview': admins(400, 422),
  'POST /api/admin/sellers/[sellerId]': admins(400, 404, 422),
  'POST /api/admin/try-service': admins(400, 422),
  'POST /api/mail-links/[token]': everybody(410),
  'POST /api/inngest': everybody(401),
  'POST /api/products/[productId]/chats': everybody(202),
  'POST /api/products/[productId]/picture-gone': everybody(400, 404, 422),
  'POST /api/products/[productId]/reports': everybody(400, 404, 422),
  'POST /api/products/[productId]/views': everybody(202),
  'GET /api/review/batches/[batchId]': moderators(404),
  'POST /api/review/batches': moderators(400, 422),
  'POST /api/review/batches/[batchId]/start': moderators(404, 422),
  'POST /api/review/batches/[batchId]/undo': moderators(404),
  'POST /api/review/decisions': moderators(400, 422),
  'POST /api/review/decisions/skip': moderators(400, 422),
  'POST /api/review/decisions/undo': moderators(400, 422),
  'POST /api/review/leases': moderators(400, 422),
  'POST /api/review/watch': moderators(400, 422),
  'POST /api/review/second-looks': moderators(400, 422),
  'POST /api/search': everybody(400, 415),
  'POST /api/sellers': everybody(400, 422),
  'GET /api/shops/[sellerId]/export': everybody(404),
  'POST /api/shops/[sellerId]': everybody(404),
  'POST /api/shops/[sellerId]/products/[productId]': everybody(404),
  'POST /api/shops/[sellerId]/forget': everybody(404),
  'POST /api/shops/[sellerId]/proof': everybody(404),
  'POST /api/shops/[sellerId]/proof/look': everybody(400, 404, 422),
  'POST /api/shops/[sellerId]/mailbox': everybody(404),
  'PUT /api/inngest': everybody(401),
};

/** Whatever can be asked for, as whoever there is. */
export const access: Attack = {
  row: 'access',
  name: 'access',
  what: 'every route × nobody, a forged session, a moderator, an admin; and from another site',
  right: 'each may do what is theirs; a new route says whose it is',
  form: 'short',
  async run(system): Promise<Outcome> {
    const routes = await routesOfApp(APP);
    const cookies = await cookiesOf(system);
    const holes: string[] = [];
    let asked = 0;
    for (const route of routes) {
      const expected = EXPECTED[route];
      if (expected === undefined) {
        holes.push(`${route}: nobody has said who may`);
        continue;
      }
      for (const role of ROLES) {
        const allowed = expected[role === 'an admin' ? 2 : role === 'a moderator' ? 1 : 0];
        const status = await knock(system, route, {
          cookie: cookies[role],
          origin: system.url,
          'sec-fetch-site': 'same-origin',
        });
        asked += 1;
        if (!allowed.includes(status)) holes.push(`${route} as ${role}: ${status}`);
      }
      if (!changes(route)) continue;
      const crossSite = await knock(system, route, {
        cookie: cookies['an admin'],
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      });
      asked += 1;
      if (crossSite < 400 || crossSite >= 500) holes.push(`${route} from another site: ${crossSite}`);
    }
    return { happened: `${asked} requests to ${routes.length} routes`, holes };
  },
};

const changes = (route: string) => !route.startsWith('GET');

async function cookiesOf(system: AttackedSystem): Promise<Record<Role, string>> {
  const moderator = await signIn(system.url, system.users.moderator, anAttacker());
  const admin = await signIn(system.url, system.users.admin, anAttacker());
  const [moderatorsCookie, adminsCookie] = [moderator, admin].map((cookie) => cookie?.split(';')[0]);
  if (!moderatorsCookie || !adminsCookie) throw new Error('a moderator or an admin could not sign in');
  const [name, value = ''] = adminsCookie.split('=');
  return {
    nobody: '',
    'a forged session': `${name}=${value.slice(0, 30)}${'A'.repeat(value.length - 30)}`,
    'a moderator': moderatorsCookie,
    'an admin': adminsCookie,
  };
}

async function knock(system: AttackedSystem, route: string, headers: Record<string, string>): Promise<number> {
  const [method = '', pattern = ''] = route.split(' ');
  const address = `${system.url}${pattern.replace(/\[(?:\.{3})?\w+\]/g, '0')}`;
  const sent = { 'content-type': 'application/json', ...from(anAttacker()), ...headers };
  const { status } = await ask(address, { method, headers: sent, ...(changes(route) ? { body: '{}' } : {}) });
  return status;
}
