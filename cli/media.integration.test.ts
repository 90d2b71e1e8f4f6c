import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Answer, runSoko } from '@/e2e/support/run-soko';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { contentKey } from '@/lib/media/content-key';
import { type MeanS3, startMeanS3 } from '@/lib/media/fixtures/mean-s3';
import { LocalObjectStore } from '@/lib/media/local-object-store';
import { besidePicture } from '@/lib/media/picture-variants';
import { writeRunFile } from '@/supervisor/run-file';

/** More than one batch. */
const PICTURES = 120;
const phone = '254733000777';
const { prisma: db, url: databaseUrl } = useTestDatabase();
let home: string;
let mean: MeanS3;
let folder: LocalObjectStore;
let bodies: Map<string, Buffer>;

beforeAll(async () => {
  mean = await startMeanS3('af-south-1');
  await db.seller.create({ data: { phone } });
});
afterAll(() => mean.close());

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'soko-move-'));
  folder = new LocalObjectStore({ folder: path.join(home, 'media'), publicBase: '' });
  bodies = new Map();
  await systemWith(bucketSettings());
  await db.product.deleteMany();
  // Two products share the first picture.
  for (let n = 0; n <= PICTURES; n++) await makeProduct(String(n), n === 0 ? 1 : n);
});
afterEach(async () => {
  mean.fails = null;
  mean.calls.length = 0;
  await rm(home, { recursive: true });
});

const bucketSettings = () => ({
  S3_BUCKET: 'pictures',
  S3_ENDPOINT: mean.endpoint,
  S3_REGION: 'af-south-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'a-secret-of-ours',
});

/** What a running supervisor leaves for commands to find it. */
const systemWith = (more: Record<string, string>) =>
  writeRunFile(home, {
    startedAt: new Date().toISOString(),
    webUrl: 'http://127.0.0.1:1',
    workerUrl: 'http://127.0.0.1:1',
    databaseUrl,
    environment: { DATABASE_URL: databaseUrl, SOKO_SECRET: 's'.repeat(40), INNGEST_DEV: '1', ...more },
    processes: {},
  });

async function makeProduct(productId: string, picture: number): Promise<void> {
  const body = Buffer.from(`picture ${picture}`.repeat(picture * 10));
  const key = contentKey(body, 'image/jpeg');
  const copy = { key: besidePicture(key, '480.webp'), body: randomBytes(40), contentType: 'image/webp' as const };
  if (!bodies.has(key)) {
    for (const object of [{ key, body, contentType: 'image/jpeg' as const }, copy]) {
      await folder.put(object);
      bodies.set(object.key, Buffer.from(object.body));
    }
  }
  await db.product.create({
    data: { productId, sellerPhone: phone, s3ImageUrl: `/media/${key}`, s3ImageVariants: ['480.webp'] },
  });
}

const move = (...words: string[]) => runSoko(['media', 'move', '--json', ...words], { SOKO_HOME: home });
const told = ({ out }: Answer) => JSON.parse(out);
const inBucket = (key: string) => `${mean.endpoint}/pictures/${key}`;
const filesLeft = async () => {
  const found = await Promise.all([...bodies.keys()].map(async (key) => (await folder.get(key)) !== null));
  return found.filter(Boolean).length;
};
const addresses = async () => {
  const rows = await db.product.findMany({ select: { s3ImageUrl: true, s3ImageVariants: true } });
  expect(rows).toHaveLength(PICTURES + 1);
  expect(rows.every(({ s3ImageVariants }) => s3ImageVariants.join() === '480.webp')).toBe(true);
  return rows.map(({ s3ImageUrl }) => s3ImageUrl ?? '');
};

/** Each picture and each copy, from where its row says that it is. */
async function expectShown(base: string): Promise<void> {
  for (const url of await addresses()) {
    expect(url.startsWith(base)).toBe(true);
    const key = url.slice(base.length);
    for (const each of [key, besidePicture(key, '480.webp')]) {
      const shown = base.startsWith('http')
        ? Buffer.from(await (await fetch(base + each)).arrayBuffer())
        : Buffer.from((await folder.get(each))?.body ?? []);
      expect(shown).toEqual(bodies.get(each));
    }
  }
}

test('killed in the middle it goes on; nothing is deleted until it is told to; and all comes back', async () => {
  let puts = 0;
  const { code } = await runSoko(
    ['media', 'move'],
    { SOKO_HOME: home },
    {
      onStart(child) {
        mean.fails = ({ method }) => {
          if (method === 'PUT' && ++puts > 2 * PICTURES - 20) child.kill('SIGKILL');
          return null;
        };
      },
    },
  );
  expect(code).toBe(-1);
  mean.fails = null;
  const movedBefore = (await addresses()).filter((url) => url.startsWith('http')).length;
  expect(movedBefore).toBeGreaterThan(0);
  expect(movedBefore).toBeLessThan(PICTURES);
  const moved = await move();
  expect(moved).toMatchObject({ code: 0, err: expect.not.stringContaining('Unexpected') });
  expect(told(moved)).toMatchObject({ to: 'bucket', left: 0, deleted: 0, problems: [] });
  await expectShown(inBucket(''));
  expect(await filesLeft()).toBe(2 * PICTURES);
  expect(told(await move())).toMatchObject({ moved: 0, left: 0 });

  expect(told(await move('--delete-moved'))).toMatchObject({ moved: 0, deleted: PICTURES, problems: [] });
  expect(await filesLeft()).toBe(0);
  await expectShown(inBucket(''));

  expect(told(await move('--to', 'folder', '--delete-moved'))).toMatchObject({
    ...{ to: 'folder', moved: PICTURES, left: 0, deleted: PICTURES, problems: [] },
  });
  await expectShown('/media/');
  for (const key of bodies.keys()) expect((await fetch(inBucket(key))).status).toBe(404);
});

test('what the public does not read as it is, is not moved, and nothing of it is deleted', async () => {
  const [damaged = '', lost = ''] = [...bodies.keys()].filter((key) => key.endsWith('.jpg')).slice(3);
  await writeFile(path.join(home, 'media', damaged), 'half of it');
  await folder.remove([lost]);
  const moved = await move('--delete-moved');
  expect(moved.code).toBe(1);
  expect(told(moved)).toMatchObject({ moved: PICTURES - 2, left: 2, deleted: PICTURES - 2 });
  expect(told(moved).problems).toEqual(
    expect.arrayContaining([
      { key: damaged, problem: 'differs' },
      { key: lost, problem: 'missing' },
    ]),
  );
  expect(await readFile(path.join(home, 'media', damaged), 'utf8')).toBe('half of it');
  // Somebody has put it there by hand.
  await folder.put({ key: damaged, body: bodies.get(damaged) ?? Buffer.alloc(0), contentType: 'image/jpeg' });
  expect(told(await move())).toMatchObject({ moved: 1, left: 1 });
});

test('a bucket that the public cannot read, or that the system does not know, gets nothing', async () => {
  mean.isPublic = false;
  expect(await move()).toMatchObject({ code: 1, out: expect.stringContaining('The public cannot read pictures') });
  mean.isPublic = true;
  await systemWith({});
  const own = { SOKO_HOME: home, ...bucketSettings() };
  expect(await runSoko(['media', 'move'], own)).toMatchObject({ code: 2, err: expect.stringContaining('Restart it') });
  expect(await move()).toMatchObject({ code: 2, out: expect.stringContaining('Set S3_BUCKET') });
  expect((await addresses()).every((url) => url.startsWith('/media/'))).toBe(true);
});

test('a picture replaced while it is moved is not left behind, and copies made meanwhile are moved', async () => {
  // The first of a batch: both happen before its rows change.
  const [replaced = '', copied = ''] = [...bodies.keys()].filter((key) => key.endsWith('.jpg')).sort();
  await db.product.updateMany({ where: { s3ImageUrl: `/media/${copied}` }, data: { s3ImageVariants: [] } });
  let meanwhile: Promise<unknown> = Promise.resolve();
  mean.fails = ({ method, url, headers }) => {
    if (method !== 'GET' || headers.authorization !== undefined) return null;
    if (url.endsWith(replaced)) {
      const where = { s3ImageUrl: `/media/${replaced}` };
      meanwhile = meanwhile.then(() => db.product.updateMany({ where, data: { s3ImageUrl: null } }));
    }
    if (url.endsWith(copied)) {
      const where = { s3ImageUrl: `/media/${copied}` };
      meanwhile = meanwhile.then(() => db.product.updateMany({ where, data: { s3ImageVariants: ['480.webp'] } }));
    }
    return null;
  };
  const moved = await move();
  await meanwhile;
  expect(told(moved)).toMatchObject({ left: 0, problems: [] });
  mean.fails = null;
  expect((await fetch(inBucket(replaced))).status).toBe(404);
  expect((await fetch(inBucket(besidePicture(replaced, '480.webp')))).status).toBe(404);
  expect((await fetch(inBucket(besidePicture(copied, '480.webp')))).status).toBe(200);
});
