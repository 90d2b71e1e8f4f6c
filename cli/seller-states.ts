import { Command, Option } from 'commander';
import { readAdminSeller } from '@/lib/operations/seller-page';
import { type ListedSeller, listSellers, SELLER_STATES, type SellerState } from '@/lib/operations/sellers-list';
import { SokoError } from '@/lib/platform/errors';
import { maskPhone } from '@/lib/platform/phone';
import { recomputeListing } from '@/lib/products/listing';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import { approveSeller } from '@/lib/sellers/approve-seller';
import { type HoldDeps, holdSeller, releaseSeller, sellerNotFound } from '@/lib/sellers/hold-seller';
import { liftOptOut, readOptedOut, readTypedPhone } from '@/lib/sellers/opt-outs';
import { vouchForShop } from '@/lib/sellers/proof/vouch-for-shop';
import { type Connection, JSON_OUTPUT, type OutputOptions, tell, withConnection } from './connect';

const PHONE = ['<phone>', 'with country code, e.g. 254712345678'] as const;
const MOST_LISTED = 1_000;

export function listCommand(): Command {
  return new Command('list')
    .description('Sellers, the newest first.')
    .addOption(new Option('--state <state>').choices([...SELLER_STATES]))
    .option('--search <text>', 'a part of the name or of the number')
    .addOption(new Option('--limit <count>').default(50).argParser(readLimit))
    .option(...JSON_OUTPUT)
    .action((options: OutputOptions & { state?: SellerState; search?: string; limit: number }) =>
      withConnection(async ({ database }) => {
        const { state, search: q, limit } = options;
        const { sellers, next } = await listSellers(database.prisma, { state, q, limit });
        tell(options, sellers, [...sellers.map(inWords), ...(next === null ? [] : ['… and more (--limit)'])]);
      }),
    );
}

export function showCommand(): Command {
  return new Command('show')
    .description('One seller: products, holds, notes, and what was done to them.')
    .argument(...PHONE)
    .option(...JSON_OUTPUT)
    .action((given: string, options: OutputOptions) =>
      withConnection(async ({ database }) => {
        const phone = readTypedPhone(given);
        const row = await database.prisma.seller.findUnique({ where: { phone }, select: { id: true } });
        const found = row && (await readAdminSeller(database.prisma, row.id));
        if (!found) throw sellerNotFound();
        const { seller, counts, notes, acts } = found;
        tell(options, found, [
          `${maskPhone(seller.phone)}  ${seller.displayName ?? seller.name ?? 'without a name'}  ${seller.id}`,
          ...holdsOf(seller).map((hold) => `  ${hold}`),
          `  ${Object.entries(counts)
            .map(([what, count]) => `${count} ${what}`)
            .join(', ')}`,
          ...notes.map(({ at, author, text }) => `  note ${at.toISOString()} ${author}: ${text}`),
          ...acts.map(({ at, actor, action, reason }) => `  ${at.toISOString()} ${action} by ${actor} ${reason ?? ''}`),
        ]);
      }),
    );
}

/** `approve`, `prove`, `suspend`, `resume` and `restore`, which are all said about one number. */
export function stateCommands(): Command[] {
  const about = (name: string, description: string, act: Act) =>
    new Command(name)
      .description(description)
      .argument(...PHONE)
      .option(...JSON_OUTPUT)
      .action((given: string, options: OutputOptions & Said) =>
        withConnection((connection) => acts(connection, given, options, act)),
      );
  return [
    about('approve', 'Lets the seller’s approved products go live under LISTING_POLICY=approved.', (deps, phone) =>
      approveSeller(deps, { phone, approved: true, actorId: 'cli' }),
    ),
    about(
      'prove',
      'Makes the device whose code came by WhatsApp from the number the shop’s owner.',
      (deps, phone, { code }) => vouchForShop(deps, { phone, code: code ?? '', actorId: 'cli' }),
    ).requiredOption('--code <code>', 'as it was sent: SOKO-KFMR-TQZW'),
    about('suspend', 'Takes all of the seller’s off the market at once, until resumed.', (deps, phone, { reason }) =>
      holdSeller(deps, { phone, hold: 'suspended', actorId: 'cli', reason: reason ?? null }),
    ).option('--reason <text>', 'for the next admin'),
    about('resume', 'Ends a suspension.', (deps, phone) =>
      releaseSeller(deps, { phone, hold: 'suspended', actorId: 'cli' }),
    ),
    about('restore', 'Takes back an erasure that has not begun; of an erased number, lets it in again.', restore),
  ];
}

type ActDeps = HoldDeps & { phoneKey: Uint8Array };
interface Said {
  reason?: string;
  code?: string;
}
type Act = (deps: ActDeps, phone: string, options: Said) => Promise<{ changed: boolean; products: number }>;

async function acts(connection: Connection, given: string, options: OutputOptions & Said, act: Act): Promise<void> {
  const phone = readTypedPhone(given);
  const { openVectorStore } = await import('@/lib/vectors/open-vector-store');
  const { settings, database, key } = connection;
  const db = database.prisma;
  // In the space in use alone: by another model's vectors what is live might not be. Null: nothing is embedded yet.
  const space = await readSpaceInUse(db);
  const vectors = space === null ? null : await openVectorStore(settings, { pool: database.pool, space });
  const relist = async (ids: string[]) =>
    vectors && recomputeListing({ db, vectors, listingPolicy: settings.LISTING_POLICY }, ids);
  try {
    const done = await act({ db, relist, phoneKey: key('phone hashes') }, phone, options);
    tell(options, done, [done.changed ? `Done; ${done.products} products follow.` : 'It was so already.']);
  } finally {
    await vectors?.close();
  }
}

const restore: Act = async (deps, phone) => {
  const seller = await deps.db.seller.findUnique({ where: { phone }, select: { eraseAt: true } });
  // From then on the eraser may be at it.
  if (seller?.eraseAt && seller.eraseAt <= new Date()) {
    const message = 'The day to take this erasure back is over: it has begun, or does so in a moment.';
    throw new SokoError({ code: 'erasure_begun', message, status: 409 });
  }
  if (seller !== null) return releaseSeller(deps, { phone, hold: 'erasing', actorId: 'cli' });
  if (!(await readOptedOut(deps.db, [phone], deps.phoneKey)).has(phone)) throw sellerNotFound();
  await liftOptOut(deps.db, { phone, key: deps.phoneKey, actorId: 'cli' });
  return { changed: true, products: 0 };
};

function inWords(seller: ListedSeller): string {
  const { phone, name, products, live } = seller;
  const about = [`${live} of ${products} live`, ...holdsOf({ ...seller, ownershipProvenAt: seller.provenAt })];
  return `${maskPhone(phone)}  ${name ?? 'without a name'}  ${about.join(', ')}`;
}

interface Held {
  ownershipProvenAt: Date | null;
  approvedAt: Date | null;
  pausedAt: Date | null;
  suspendedAt: Date | null;
  eraseAt: Date | null;
}

function holdsOf({ ownershipProvenAt, approvedAt, pausedAt, suspendedAt, eraseAt }: Held): string[] {
  const all: [string, Date | null][] = [
    ['proven', ownershipProvenAt],
    ['approved', approvedAt],
    ['paused by the seller', pausedAt],
    ['suspended', suspendedAt],
    ['erased from', eraseAt],
  ];
  return all.flatMap(([what, at]) => (at === null ? [] : [`${what} ${at.toISOString()}`]));
}

function readLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST_LISTED) return limit;
  const message = `--limit is a number from 1 to ${MOST_LISTED}.`;
  throw new SokoError({ code: 'invalid_option', message, status: 422 });
}
