import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { readPastedLinks } from '@/lib/catalog/links';
import { type PasteLimits, type RefusedLink, refuse } from '@/lib/catalog/refusals';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { productPlace, runPlace } from '@/lib/platform/tracing/trace-place';
import { recordSpan } from '@/lib/platform/tracing/tracing';
import type { FoundItem } from '@/lib/syncs/found-items';
import { laneOf } from '@/lib/syncs/lane';
import type { ItemRef } from '@/lib/syncs/open-items';
import { openPastedRuns, type PastedRun } from '@/lib/syncs/open-pasted-runs';
import { TRANSACTION } from '@/lib/syncs/open-run';
import { readJustNotFound } from '@/lib/syncs/read-just-not-found';
import type { Onboarded } from './onboarded.schema';
import { holdOptOuts, readOptedOut } from './opt-outs';
import { hashToken, isTokenOf, makeSyncToken } from './sync-token';

export interface OnboardDeps {
  db: PrismaClient;
  whatsappOrigin: string;
  /** deriveKey('phone hashes') */
  phoneKey: Uint8Array;
  /** Whom a seller may write to who was left out: an e-mail address, a number. */
  contact?: string | undefined;
  /** → seller/sync.requested */
  requestSync(run: { syncRunId: string; sellerPhone: string; lane?: string }): Promise<void>;
  /** → product/hydrate.requested, one for each */
  requestHydration(items: ItemRef[]): Promise<void>;
}

/** Who pastes: what their paste may cost, where its work waits, and which syncs are theirs. */
export interface Paster {
  /** As lanes name it (lib/syncs/lane.ts): never an address. Without it the work waits with all that has no lane. */
  client?: string;
  /** Called once, before any run is opened, with what the paste costs. Throws when the client may not spend that. */
  spend?(cost: PasteCost): void;
  /** Tokens of syncs that they started before. */
  tokens?: string[];
  /** Wider than everybody's (PASTE_LIMITS). */
  limits?: PasteLimits;
}

export interface PasteCost {
  /** Each a visit of the Scout's. */
  catalogues: number;
  /** Each a page to be read. */
  products: number;
}

/** Somebody with access to this machine. */
export const OPERATOR: Paster = { limits: { catalogues: 5_000, sellers: 5_000, links: 5_000 } };

const SENDS_AT_ONCE = 10;

/**
 * POST /api/sellers: reads what was pasted and starts one sync per seller in it. Should sending fail, or this
 * process die, the sweep sends the runs that were opened. Errors: `nothing_usable` (422), those of `paster.spend`.
 */
export async function onboardSellers(deps: OnboardDeps, text: string, paster: Paster = {}): Promise<Onboarded> {
  const { db, whatsappOrigin, phoneKey, contact } = deps;
  const startedAt = Date.now();
  const { limits, client, tokens = [] } = paster;
  const links = readPastedLinks(text, { whatsappOrigin, ...(limits === undefined ? {} : { limits }) });
  const linked = [...new Set([...links.catalogues, ...links.products.map(({ sellerPhone }) => sellerPhone)])];
  const optedOut = await readOptedOut(db, linked, phoneKey);
  const phones = linked.filter((phone) => !optedOut.has(phone));
  const products = links.products.filter(({ sellerPhone }) => !optedOut.has(sellerPhone));
  const wanted = links.catalogues.filter((phone) => !optedOut.has(phone));
  const justNotFound = limits === undefined ? await readJustNotFound(db, wanted) : new Map<string, string>();
  const catalogues = wanted.filter((phone) => !justNotFound.has(phone));

  const refused: RefusedLink[] = wanted
    .filter((phone) => justNotFound.has(phone))
    .map((phone) => refuse(phone, 'looked_for_just_now'));
  const rejected = [...links.refused, ...[...optedOut].map((phone) => refuseOptedOut(phone, contact)), ...refused];
  if (phones.length === 0) throw new NothingUsable(rejected);

  const pasted = pastedRuns(catalogues, products);
  const cost = { catalogues: catalogues.length, products: products.length };
  if (pasted.length > 0) paster.spend?.(cost);
  const lane = client === undefined ? undefined : laneOf(client, cost);
  const { late, runs, open } = await db.$transaction(async (tx) => {
    // Asked again under the lock: somebody may have been erased since.
    const late = await holdOptOuts(tx, phones, phoneKey);
    const welcome = pasted.map(({ run }) => run).filter(({ sellerPhone }) => !late.has(sellerPhone));
    return { late, ...(await openPastedRuns(tx, welcome, lane)) };
  }, TRANSACTION);
  rejected.push(...[...late].map((phone) => refuseOptedOut(phone, contact)));
  if (late.size === phones.length) throw new NothingUsable(rejected);
  for (const { syncRunId, created } of runs) {
    if (created) recordSpan({ name: 'paste', place: runPlace(syncRunId), startedAt, facts: { syncRunId } });
  }
  for (const { syncRunId, productId } of open) {
    const place = productPlace(syncRunId, productId);
    recordSpan({ name: 'paste', place, startedAt, facts: { syncRunId, productId }, cameOf: runPlace(syncRunId) });
  }
  if (open.length > 0) await deps.requestHydration(open);
  const whole = new Set(catalogues);
  // A sync that waits in another paster's lane waits in this one's, too, and starts by whichever comes first: nobody
  // is put behind somebody's flood.
  const asked = runs.filter(
    ({ created, sellerPhone, waitsIn }) =>
      whole.has(sellerPhone) && (created || (waitsIn !== undefined && lane !== undefined && waitsIn !== lane)),
  );
  const sending = pLimit(SENDS_AT_ONCE);
  await sending.map(asked, ({ syncRunId, sellerPhone }) =>
    deps.requestSync({ syncRunId, sellerPhone, ...(lane === undefined ? {} : { lane }) }),
  );

  const runOf = new Map(runs.map((run) => [run.sellerPhone, run]));
  const made = new Map(pasted.map(({ run, token }) => [run.sellerPhone, token]));
  const sellers = phones.flatMap((phone): Onboarded['sellers'] => {
    const run = runOf.get(phone);
    const syncId = run?.syncRunId ?? justNotFound.get(phone);
    if (syncId === undefined) return [];
    const token = run?.created ? made.get(phone) : tokens.find((token) => isTokenOf(token, run?.tokenHash ?? null));
    return [{ phone, syncId, statusUrl: `/sell/${syncId}`, token: token ?? null }];
  });
  return {
    sellers,
    accepted: [
      ...catalogues.map((phone) => ({ kind: 'catalogue' as const, phone })),
      ...products.map(({ productId, sellerPhone }) => ({ kind: 'product' as const, phone: sellerPhone, productId })),
    ].filter(({ phone }) => !late.has(phone)),
    rejected,
  };
}

/** One run per seller and paste, each with a token for whoever pastes. */
function pastedRuns(catalogues: string[], products: FoundItem[]): { run: PastedRun; token: string }[] {
  const bySeller = new Map<string, FoundItem[]>(catalogues.map((phone) => [phone, []]));
  for (const product of products) {
    const ofSeller = bySeller.get(product.sellerPhone);
    if (ofSeller) ofSeller.push(product);
    else bySeller.set(product.sellerPhone, [product]);
  }
  const whole = new Set(catalogues);
  return [...bySeller].map(([sellerPhone, ofSeller]) => {
    const token = makeSyncToken();
    const catalogue = whole.has(sellerPhone);
    const run = { syncRunId: randomUUID(), sellerPhone, catalogue, products: ofSeller, tokenHash: hashToken(token) };
    return { run, token };
  });
}

const refuseOptedOut = (phone: string, contact: string | undefined): Onboarded['rejected'][number] => ({
  text: phone,
  code: 'seller_opted_out',
  message:
    'This number asked to be left out of Soko.' +
    (contact === undefined ? '' : ` If it is yours and you want to come back, write to ${contact}.`),
});

/** 422, with the first reason as its message; the API adds the list. */
export class NothingUsable extends SokoError {
  constructor(readonly rejected: Onboarded['rejected']) {
    const message = rejected[0]?.message ?? 'There is no WhatsApp catalogue or product link in this text.';
    super({ code: 'nothing_usable', message, status: 422 });
    this.name = 'NothingUsable';
  }
}
