import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSoko } from '@/e2e/support/run-soko';
import { dropTestDatabase, newTestDatabaseName, testDatabaseUrl } from '@/e2e/support/test-database';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { enterSpaces } from '@/lib/reindex/space-in-use';
import { startProof } from '@/lib/sellers/proof/start-proof';
import { moveItems } from '@/lib/syncs/move-items';
import { beginItems } from '@/lib/syncs/open-items';
import { openCatalogueRun } from '@/lib/syncs/open-run';
import { addFoundProducts, startRun } from '@/lib/syncs/scout-run';
import { writeRunFile } from '@/supervisor/run-file';

const database = useTestDatabase({ max: 2 });
let home: string;
let inngest: Server;
const events: { name: string; data: Record<string, unknown> }[] = [];

/** The part of an Inngest server that takes events. */
function eventSink(): Server {
  return createServer(async (request, response) => {
    if (request.method === 'POST') events.push(...((await json(request)) as typeof events));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ids: ['1'], status: 200 }));
  });
}

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'soko-cli-'));
  inngest = eventSink().listen(0, '127.0.0.1');
  await once(inngest, 'listening');
  const address = inngest.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  // What a running supervisor leaves for commands to find it.
  await writeRunFile(home, {
    startedAt: new Date().toISOString(),
    webUrl: 'http://127.0.0.1:1',
    workerUrl: 'http://127.0.0.1:1',
    databaseUrl: database.url,
    environment: {
      DATABASE_URL: database.url,
      SOKO_SECRET: 'a-secret-for-tests-of-32-characters-and-more',
      WORKER_TOKEN: 'a-token-for-tests-of-32-characters-and-more',
      INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
      INNGEST_DEV: '1',
      SIGLIP_MODEL: 'tiny',
    },
    processes: {},
  });
});

afterAll(async () => {
  inngest.close();
  await rm(home, { recursive: true });
});

const soko = (words: string[], environment: Record<string, string> = {}, input = '') =>
  runSoko(words, { SOKO_HOME: home, ...environment }, { input });

test('users create makes somebody, once, and shows a made password', async () => {
  const made = await soko(['users', 'create', '--email', 'Asha@Soko.example', '--role', 'moderator']);
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.out).toMatch(/asha@soko\.example may sign in as moderator\.\nPassword \(shown this once\): \S{12,}/);
  expect(await database.prisma.user.findUnique({ where: { email: 'asha@soko.example' } })).toMatchObject({
    role: 'moderator',
  });
  const again = await soko(['users', 'create', '--email', 'asha@soko.example', '--role', 'admin']);
  expect(again).toMatchObject({ code: 2, out: '' });
  expect(again.err).toContain('already a user');
  expect((await soko(['users', 'list'])).out).toBe('asha@soko.example  moderator  never signed in\n');
});

test('what others wrote commands no terminal and forges no line', async () => {
  const evil = 'https://evil.example/\u001b]0;owned\u0007\u009b2J\u202egnp\r\u2028x';
  const told = [
    await soko(['sync', `https://wa.me/c/254733000998 ${evil}`]),
    await soko(['sync', '--json', `https://wa.me/c/254733000998 ${evil}`]),
    await soko(['sync', evil]),
    await soko(['sellers', 'erase', `\u001b[31m${evil}`]),
    await soko(['replay', `\u001b[31m${evil}`]),
    await soko(['users', 'create', '--email', `\u001b[31m@x.example`, '--role', 'admin']),
  ];
  for (const { out, err } of told) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
    expect(out + err).not.toBe('');
  }
});

test('users password, sign-out and remove say what they did, and show no password that was given', async () => {
  const created = ['users', 'create', '--email', 'juma@soko.example', '--role', 'admin', '--password-stdin'];
  const made = await soko(created, {}, 'a password from standard input\n');
  expect(made).toEqual({ code: 0, err: '', out: 'juma@soko.example may sign in as admin.\n' });

  const given = ['users', 'password', 'Juma@soko.example', '--password-stdin'];
  const changed = await soko(given, {}, 'another password from there\n');
  expect(changed).toEqual({
    code: 0,
    err: '',
    out: 'juma@soko.example has a new password. No sessions ended.\n',
  });
  expect(await soko(given, {}, 'short\n')).toMatchObject({ code: 2, err: expect.stringMatching(/at least 12/) });
  expect(await soko(given)).toMatchObject({ code: 2, err: expect.stringMatching(/at least 12/) });
  expect((await soko(['users', 'password', 'juma@soko.example'])).out).toMatch(
    /Password \(shown this once\): \S{20}\n$/,
  );

  expect((await soko(['users', 'sign-out', 'juma@soko.example'])).out).toBe(
    'juma@soko.example is signed out. No sessions ended.\n',
  );
  const last = await soko(['users', 'remove', 'juma@soko.example']);
  expect(last).toMatchObject({ code: 2, out: '', err: expect.stringContaining('the last admin') });
  expect((await soko(['users', 'remove', 'juma@soko.example', '--force'])).out).toBe(
    'juma@soko.example may not sign in any more.\n',
  );
  expect(await soko(['users', 'remove', 'juma@soko.example'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no user'),
  });
});

test('a password on the command line is taken, with a warning', async () => {
  const words = [
    'users',
    'create',
    '--email',
    'old@soko.example',
    '--role',
    'moderator',
    '--password',
    'seen by everybody',
  ];
  const { code, err, out } = await soko(words);
  expect([code, out]).toEqual([0, 'old@soko.example may sign in as moderator.\n']);
  expect(err).toContain('--password-stdin');
});

test('an unknown role is refused with the ones there are', async () => {
  const { code, err } = await soko(['users', 'create', '--email', 'x@soko.example', '--role', 'owner']);
  expect(code).toBe(2);
  expect(err).toMatch(/moderator, admin/);
});

test('sync understands what was pasted, opens a run and asks for the work', async () => {
  const text = 'Follow this link: https://wa.me/c/254712345678 or https://example.com/x';
  const { code, out } = await soko(['sync', '--json', text]);
  expect(code).toBe(0);
  const { sellers, rejected } = JSON.parse(out);
  expect(sellers).toMatchObject([{ phone: '254712345678' }]);
  expect(rejected).toHaveLength(1);
  expect(events).toContainEqual(
    expect.objectContaining({
      name: 'seller/sync.requested',
      data: { syncRunId: sellers[0].syncId, sellerPhone: '254712345678' },
    }),
  );
  expect(await database.prisma.syncRun.findUnique({ where: { id: sellers[0].syncId } })).toMatchObject({
    state: 'queued',
  });
});

test('sync with nothing usable says why', async () => {
  const { code, err } = await soko(['sync', 'https://wa.me/254712345678']);
  expect(code).toBe(2);
  expect(err.trim()).not.toBe('');
  expect(err).not.toMatch(/ at .*\.ts:/);
});

test('heartbeat and replay ask for their work', async () => {
  expect((await soko(['heartbeat'])).code).toBe(0);
  expect((await soko(['replay'])).out).toMatch(/^Nothing has failed\.\nDriven on from where they stood: \d+ products/);
  expect(events.map(({ name }) => name)).toEqual(expect.arrayContaining(['heartbeat/requested', 'sweep/requested']));
  expect(await database.prisma.auditLog.count({ where: { actorId: 'cli', action: 'heartbeat.asked' } })).toBe(1);
});

test('replay drives at once what stands, whatever it stands at, and says of a sync what becomes of it', async () => {
  const { prisma: db } = database;
  await db.syncRun.deleteMany();
  const sellerPhone = '254733000777';
  const { syncRunId } = await openCatalogueRun(db, { sellerPhone });
  const visited = await soko(['replay', syncRunId]);
  expect(visited).toEqual({ code: 0, err: '', out: `The catalogue is visited again: sync ${syncRunId}\n` });
  await startRun(db, syncRunId);
  const products = ['71', '72', '73'].map((productId) => ({ productId, sellerPhone }));
  await addFoundProducts(db, { syncRunId, sellerPhone, products, complete: true });
  await moveItems(db, syncRunId, [{ productId: '72', stage: 'persist' }]);
  // Somebody works on it.
  await beginItems(db, { stage: 'hydrate', items: [{ syncRunId, productId: '73', sellerPhone }], runId: 'a run' });
  const waiting = await openCatalogueRun(db, { sellerPhone: '254733000778' });

  events.length = 0;
  expect((await soko(['replay', syncRunId])).out).toBe(`2 products again: sync ${syncRunId}\n`);
  expect(events.map(({ name, data }) => `${name} ${data.productId}`).sort()).toEqual([
    'product/approved 72',
    'product/hydrate.requested 71',
  ]);
  events.length = 0;
  const { out } = await soko(['replay']);
  expect(out).toContain('Driven on from where they stood: 2 products, 1 catalogues.');
  expect(events.filter(({ name }) => name === 'seller/sync.requested').map(({ data }) => data.syncRunId)).toEqual([
    waiting.syncRunId,
  ]);
  await db.syncRun.deleteMany({ where: { id: { in: [syncRunId, waiting.syncRunId] } } });
});

test('sellers erase leaves nothing but a hash, however the number is written', async () => {
  await database.prisma.seller.upsert({
    where: { phone: '254733000111' },
    create: { phone: '254733000111' },
    update: {},
  });
  await database.prisma.product.create({ data: { productId: '5826448410763231', sellerPhone: '254733000111' } });
  // Indexed by a model that is in use no more: no product has a vector of its space.
  await database.prisma.$executeRaw`
    INSERT INTO "vectorEntries" ("space", "productId", "vector", "sellerPhone")
    VALUES ('an-earlier-model', '5826448410763231', '\\x00', '254733000111')`;
  const { code, out } = await soko(['sellers', 'erase', '+254 733 000 111', '--yes']);
  expect(code).toBe(0);
  const [erased, left] = out.split('\n');
  expect(erased).toBe('Erased: 1 products, 0 stored images. The number will not be ingested again.');
  // What an Inngest server of one's own keeps is said.
  expect(left).toMatch(/^Left: .*Inngest server/);
  expect(await database.prisma.product.count({ where: { sellerPhone: '254733000111' } })).toBe(0);
  expect(await database.prisma.vectorEntry.count({ where: { sellerPhone: '254733000111' } })).toBe(0);
  // A national number, or one with a digit left out, is somebody else's or nobody's: it must not look as if it were
  // erased.
  for (const written of ['0733000111', '254 0', '254733OOO111', '+254733000111 or so']) {
    const wrong = await soko(['sellers', 'erase', written, '--yes']);
    expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/country code/) });
  }
  for (const written of ['00254733000111', '254.733.000.111', '+254 0733 000111', '+254 (733) 000-111']) {
    await database.prisma.seller.create({ data: { phone: '254733000111' } });
    expect(await soko(['sellers', 'erase', written, '--yes'])).toMatchObject({ code: 0 });
    expect(await database.prisma.seller.count({ where: { phone: '254733000111' } })).toBe(0);
  }
  expect(await database.prisma.sellerOptOut.count()).toBe(1);
  const refused = await soko(['sync', 'https://wa.me/c/254733000111']);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('asked to be left out');
});

test('doctor finds what is wrong, and what to do', async () => {
  const { code, out } = await soko(['doctor', '--json'], {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    SIGLIP_MODEL: './no-such-folder',
  });
  expect(code).toBe(1);
  const findings: { what: string; state: string; remedy?: string }[] = JSON.parse(out);
  const byName = Object.fromEntries(findings.map((finding) => [finding.what, finding]));
  expect(byName).toMatchObject({
    node: { state: 'ok' },
    database: { state: 'problem', remedy: expect.stringContaining('DATABASE_URL') },
    inngest: { state: 'ok' },
    model: { state: 'problem' },
    images: { state: 'ok' },
    reviewer: { state: 'note' },
  });
});

test('without a running system it says how to have one', async () => {
  const { code, err } = await soko(['heartbeat'], { SOKO_HOME: path.join(home, 'elsewhere') });
  expect(code).toBe(1);
  expect(err).toMatch(/No Soko runs on .*elsewhere.*npm run up/s);
});

test.each([
  [['no-such-command']],
  [['heartbeat', '--no-such-option']],
  [['users', 'role', 'x@soko.example', 'owner']],
  [['users', 'role', 'nobody@soko.example', 'admin']],
  [['sellers', 'show', 'not a number']],
  [['sellers', 'suspend', '254799999999']],
  [['sellers', 'restore', '254799999999']],
  [['sellers', 'list', '--limit', 'many']],
  [['pause', 'everything']],
  [['replay', 'no-run']],
])('%j is refused in one line, with exit code 2', async (words) => {
  const { code, out, err } = await soko(words);
  expect([code, out]).toEqual([2, '']);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).not.toMatch(/ at .*\.ts:/);
});

test('asked for JSON, it says what is wrong as JSON, too', async () => {
  const { code, out, err } = await soko(['users', 'remove', 'nobody@soko.example', '--json']);
  expect([code, err]).toEqual([2, '']);
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'user_not_found' } });
});

test('users role changes it, revoke and reset are other names, totp-off takes the app away', async () => {
  await soko(['users', 'create', '--email', 'neema@soko.example', '--role', 'moderator']);
  const json = async (words: string[]) => JSON.parse((await soko([...words, '--json'])).out);
  const neema = 'neema@soko.example';
  expect(await json(['users', 'role', neema, 'admin'])).toEqual({ email: neema, role: 'admin', changed: true });
  expect(await json(['users', 'revoke', neema])).toEqual({ email: neema, sessionsEnded: 0 });
  expect(await json(['users', 'reset', neema])).toMatchObject({ email: neema, password: expect.any(String) });
  await database.prisma.user.update({ where: { email: neema }, data: { twoFactorEnabled: true } });
  expect(await json(['users', 'totp-off', neema])).toEqual({ email: neema });
  expect(await json(['users', 'list'])).toContainEqual(
    expect.objectContaining({ email: neema, role: 'admin', twoFactor: false }),
  );
  await database.prisma.user.delete({ where: { email: neema } });
});

test('sellers are listed, shown, approved, proven, suspended, resumed and restored', async () => {
  const phone = '254733000222';
  await database.prisma.seller.create({ data: { phone, name: 'Mama Njeri' } });
  const seller = () => database.prisma.seller.findUniqueOrThrow({ where: { phone } });
  expect((await soko(['sellers', 'list', '--search', 'njeri'])).out).toMatch(
    /^2547•••222 {2}Mama Njeri {2}0 of 0 live\n$/,
  );
  expect((await soko(['sellers', 'show', '+254 733 000 222'])).out).toContain('Mama Njeri');
  expect((await soko(['sellers', 'approve', phone])).code).toBe(0);
  expect((await seller()).approvedAt).not.toBeNull();
  const { id: sellerId } = await seller();
  const { code } = await startProof(database.prisma, { sellerId, phone, keyHash: 'a'.repeat(64) });
  expect((await soko(['sellers', 'prove', phone, '--code', 'SOKO-KFMR-TQZW'])).code).toBe(2);
  expect((await soko(['sellers', 'prove', phone, '--code', code])).code).toBe(0);
  expect((await seller()).ownershipProvenAt).not.toBeNull();
  expect((await soko(['sellers', 'suspend', phone, '--reason', 'sells nothing'])).code).toBe(0);
  expect(await seller()).toMatchObject({ suspendedBy: 'cli', suspendedReason: 'sells nothing' });
  expect((await soko(['sellers', 'list', '--state', 'suspended'])).out).toContain('suspended 20');
  expect((await soko(['sellers', 'suspend', phone])).out).toBe('It was so already.\n');
  expect((await soko(['sellers', 'resume', phone])).code).toBe(0);
  expect((await seller()).suspendedAt).toBeNull();
  await database.prisma.seller.update({ where: { phone }, data: { eraseAt: new Date() } });
  expect((await soko(['sellers', 'restore', phone])).code).toBe(2);
  const tomorrow = new Date(Date.now() + 86_400_000);
  await database.prisma.seller.update({ where: { phone }, data: { eraseAt: tomorrow } });
  expect((await soko(['sellers', 'restore', phone])).code).toBe(0);
  expect((await seller()).eraseAt).toBeNull();
  await soko(['sellers', 'erase', phone, '--yes']);
  expect((await soko(['sync', `https://wa.me/c/${phone}`])).code).toBe(2);
  expect((await soko(['sellers', 'restore', phone])).code).toBe(0);
  expect((await soko(['sync', `https://wa.me/c/${phone}`])).code).toBe(0);
});

test('a seller’s products are listed again in the space in use, whatever another one still lacks', async () => {
  const { prisma: db } = database;
  const [productId, sellerPhone] = ['7331', '254733000333'];
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
  await recordReview(db, {
    ...{ productId, contentHash, decision: 'approved', source: 'model', reviewer: 'm', confidence: 0.9 },
    ...{ problems: [], note: null, category: 'women_fashion' },
  });
  await applyReviewsInForce(db, [productId]);
  await enterSpaces(db, { main: new RememberingVectors().space, next: 'another model' });
  const isListed = async () => (await db.product.findUniqueOrThrow({ where: { productId } })).isListed;
  for (const _round of [1, 2]) {
    expect((await soko(['sellers', 'suspend', sellerPhone])).code).toBe(0);
    expect(await isListed()).toBe(false);
    expect((await soko(['sellers', 'resume', sellerPhone])).code).toBe(0);
    expect(await isListed()).toBe(true);
  }
  expect((await soko(['sellers', 'suspend', sellerPhone])).code).toBe(0);
});

test('pause and resume a stage, and the heartbeat', async () => {
  expect((await soko(['pause', 'review', '--reason', 'new policy'])).out).toBe('review is paused.\n');
  expect((await soko(['pause', 'review'])).out).toBe('review was paused already.\n');
  expect(await database.prisma.pause.findUnique({ where: { what: 'review' } })).toMatchObject({
    reason: 'new policy',
    pausedBy: 'cli',
  });
  events.length = 0;
  expect((await soko(['resume', 'review'])).out).toBe('review goes on.\n');
  expect(events.map(({ name }) => name)).toEqual(['resume/requested']);
  expect((await soko(['resume', 'heartbeat'])).out).toBe('heartbeat was not paused.\n');
});

test('migrate brings an empty database up to this version, and finds nothing to do the second time', async () => {
  const name = newTestDatabaseName();
  await database.pool.query(`CREATE DATABASE "${name}"`);
  const migrate = () => soko(['migrate', '--json'], { DATABASE_URL: testDatabaseUrl(name) });
  try {
    const entries = await readdir('prisma/migrations', { withFileTypes: true });
    const there = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(JSON.parse((await migrate()).out)).toEqual({ applied: there.sort() });
    expect(JSON.parse((await migrate()).out)).toEqual({ applied: [] });
  } finally {
    await dropTestDatabase(name);
  }
});

test('status tells what waits even while web does not answer', async () => {
  const { code, out } = await soko(['status'], { PUBLIC_URL: 'http://127.0.0.1:1' });
  expect(code).toBe(1);
  expect(out).toMatch(/^Soko is not ready\.\n✗ web: http:\/\/127\.0\.0\.1:1 does not answer/);
  expect(out).toMatch(/products of \d+ sellers are live/);
  const { out: json } = await soko(['status', '--json'], { PUBLIC_URL: 'http://127.0.0.1:1' });
  expect(JSON.parse(json)).toMatchObject({ ready: false, market: { live: 0 } });
});
