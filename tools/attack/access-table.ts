// Who may what: every page, route and server action of the app. One that is missing here is a hole, and a failed test:
// app/server/access.integration.test.ts calls them all, `npm run attack` asks a running system for them.

/** Whoever there is. Of one shop: who has pasted its link, who has shown that it is theirs, and who has another. */
export const CALLERS = [
  ...(['nobody', 'a forged session', 'a holder of the shop', 'the shop’s owner', 'another shop’s owner'] as const),
  ...(['a moderator', 'an admin'] as const),
];
export type Caller = (typeof CALLERS)[number];
/** The statuses that are right for each, with an empty JSON object where there is a body. */
export type Expected = Record<Caller, readonly number[]>;

/** A page leads who is not allowed to where they can show that they are. */
const ELSEWHERE = [303, 307];

function expected(otherwise: readonly number[], those: Partial<Expected>): Expected {
  return {
    ...{ nobody: otherwise, 'a forged session': otherwise, 'a holder of the shop': otherwise },
    ...{ 'the shop’s owner': otherwise, 'another shop’s owner': otherwise },
    ...{ 'a moderator': otherwise, 'an admin': otherwise, ...those },
  };
}
const everybody = (...right: number[]) => expected(right, {});
const moderators = (...right: number[]) => expected([401], { 'a moderator': right, 'an admin': right });
const admins = (...right: number[]) => expected([401], { 'a moderator': [403], 'an admin': right });
const moderatorPage = (...right: number[]) => expected(ELSEWHERE, { 'a moderator': right, 'an admin': right });
const adminPage = (...right: number[]) => expected(ELSEWHERE, { 'a moderator': [403], 'an admin': right });
/** Nobody else, not even an admin: they have ways of their own. */
const holders = (...right: number[]) => expected([403], { 'a holder of the shop': right, 'the shop’s owner': right });
const owners = (...right: number[]) => expected([403], { 'the shop’s owner': right });
const holdersPage = (...right: number[]) =>
  expected(ELSEWHERE, { 'a holder of the shop': right, 'the shop’s owner': right });

/** Every route with who may use it. One that is missing here is a hole. */
export const EXPECTED: Record<string, Expected> = {
  'GET /': everybody(200),
  'GET /developers': everybody(200),
  'GET /contact': everybody(200),
  'GET /offline': everybody(200),
  'GET /offline/away': everybody(200),
  'GET /offline/saved': everybody(200),
  'GET /privacy': everybody(200),
  'GET /products/[productId]': everybody(404),
  'GET /products/[productId]/report': everybody(404),
  'GET /saved': everybody(200),
  'GET /search': everybody(200),
  // Theirs has nothing that is live.
  'GET /sellers/[sellerId]': everybody(200, 404),
  'GET /terms': everybody(200),
  'GET /media/[...key]': everybody(404),
  'GET /metrics': everybody(401),
  'GET /robots.txt': everybody(200),
  'GET /sitemap.xml': everybody(200),
  'GET /sitemaps/[part]': everybody(404),
  'GET /sell': everybody(200),
  'GET /sell/[syncId]': everybody(404),
  'GET /sell/mail/[token]': everybody(200, 404),
  'GET /sell/mail/done': everybody(200),
  'GET /sell/shops/[sellerId]': holdersPage(200),
  'GET /sell/shops/[sellerId]/prove': everybody(200),
  'GET /sign-in': everybody(200, ...ELSEWHERE),
  'GET /account': moderatorPage(200),
  'GET /admin': adminPage(200),
  'GET /admin/audit': adminPage(200),
  'GET /admin/failed': adminPage(200),
  'GET /admin/find': adminPage(200),
  'GET /admin/products/[productId]': adminPage(404),
  'GET /admin/sellers': adminPage(200),
  'GET /admin/sellers/[sellerId]': adminPage(200),
  'GET /admin/syncs/[syncRunId]': adminPage(404),
  'GET /admin/work': adminPage(200),
  'GET /admin/log': adminPage(200),
  'GET /admin/model': adminPage(200),
  'GET /admin/policy': adminPage(200),
  'GET /admin/prices': adminPage(200),
  'GET /admin/second-looks': adminPage(200),
  'GET /admin/settings': adminPage(200),
  'GET /admin/syncs': adminPage(200),
  'GET /admin/users': adminPage(200),
  'GET /review': moderatorPage(200),
  'GET /review/find': moderatorPage(200),
  'GET /review/history': moderatorPage(200),
  'GET /review/products/[productId]': moderatorPage(404),
  'GET /review/export': moderators(200),
  'GET /review/numbers': moderatorPage(200),
  'GET /review/policy': moderatorPage(200),
  'GET /review/second-look': moderatorPage(200),
  'DELETE /api/[...path]': everybody(404),
  'GET /api/[...path]': everybody(404),
  'PATCH /api/[...path]': everybody(404),
  'POST /api/[...path]': everybody(404),
  'PUT /api/[...path]': everybody(404),
  'GET /api/health': everybody(200),
  'GET /api/inngest': everybody(401),
  'GET /api/openapi.json': everybody(200),
  'GET /api/products': everybody(200),
  'GET /api/products/count': everybody(200),
  'GET /api/products/[productId]': everybody(404),
  'GET /api/products/[productId]/similar': everybody(404),
  'GET /api/products/[productId]/views': everybody(202),
  'GET /api/ready': everybody(200),
  'GET /api/review/items/[productId]': moderators(404),
  'GET /api/review/pictures/[productId]': moderators(404, 503),
  'GET /api/review/queue': moderators(200),
  'GET /api/search': everybody(400),
  'GET /api/sellers/[sellerId]': everybody(200, 404),
  'GET /api/shops/[sellerId]/proof': everybody(200, 404),
  'GET /api/suggestions': everybody(200),
  'GET /api/syncs/[syncId]': everybody(400, 401, 404),
  'GET /api/syncs/[syncId]/items': everybody(400, 401, 404),
  'GET /api/admin/audit/export': admins(200),
  'GET /api/admin/overview': admins(200),
  'POST /api/admin/dismiss': admins(400, 422),
  'POST /api/admin/opt-outs': admins(400, 422),
  'GET /api/admin/model': admins(200),
  'POST /api/admin/model': admins(400, 422),
  'POST /api/admin/pauses': admins(400, 422),
  'POST /api/admin/policy': admins(400, 422),
  'POST /api/admin/replay': admins(400, 422),
  'POST /api/admin/replay/preview': admins(400, 422),
  'POST /api/admin/sellers/[sellerId]': admins(422),
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
  'POST /share': everybody(400),
  'POST /api/search': everybody(400, 415),
  'POST /api/sellers': everybody(400, 422),
  'GET /api/shops/[sellerId]/export': holders(200),
  'POST /api/shops/[sellerId]': holders(400, 422),
  'POST /api/shops/[sellerId]/products/[productId]': holders(400, 422),
  'POST /api/shops/[sellerId]/forget': holders(200),
  'POST /api/shops/[sellerId]/proof': everybody(200),
  'POST /api/shops/[sellerId]/proof/look': everybody(400, 422),
  'POST /api/shops/[sellerId]/mailbox': owners(400, 422),
  'PUT /api/inngest': everybody(401),
};

/** Every server action, by file and name, with an empty form. 200: it answers. */
export const ACTIONS: Record<string, Expected> = {
  'app/account/actions.ts end': moderatorPage(200),
  'app/account/actions.ts setUp': moderatorPage(200),
  'app/admin/users/actions.ts changePeople': adminPage(200),
  'app/sign-in/actions.ts signIn': everybody(200),
  'app/sign-in/actions.ts signOut': everybody(...ELSEWHERE),
};
