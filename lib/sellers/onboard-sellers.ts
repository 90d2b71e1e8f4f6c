import { randomUUID } from 'node:crypto';
import { readPastedLinks } from '@/lib/catalog/links';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { FoundItem } from '@/lib/syncs/found-items';
import { openCatalogueRun, openListedRun } from '@/lib/syncs/open-run';
import { addNamedProducts } from '@/lib/syncs/scout-run';
import { readOptedOut } from './opt-outs';
import { hashToken, syncToken } from './sync-token';

export interface OnboardDeps {
  db: PrismaClient;
  whatsappOrigin: string;
  /** deriveKey('phone hashes') */
  phoneKey: Uint8Array;
  /** deriveKey('sync tokens') */
  tokenKey: Uint8Array;
  /** → seller/sync.requested */
  requestSync(run: { syncRunId: string; sellerPhone: string }): Promise<void>;
  /** → product/hydrate.requested, one for each */
  requestHydration(items: { syncRunId: string; productId: string; sellerPhone: string }[]): Promise<void>;
}

export interface Onboarded {
  sellers: { phone: string; syncId: string; statusUrl: string; token: string }[];
  accepted: ({ kind: 'catalogue'; phone: string } | { kind: 'product'; phone: string; productId: string })[];
  rejected: { text: string; code: string; message: string }[];
}

/**
 * POST /api/sellers: understands what was pasted and starts one sync per seller in it. Should sending fail, the runs are kept
 * and the sweep sends them again. Errors: `nothing_usable` (422).
 */
export async function onboardSellers(deps: OnboardDeps, text: string): Promise<Onboarded> {
  const links = readPastedLinks(text, { whatsappOrigin: deps.whatsappOrigin });
  const phones = [...new Set([...links.catalogues, ...links.products.map((product) => product.sellerPhone)])];
  const optedOut = await readOptedOut(deps.db, phones, deps.phoneKey);
  const rejected = [...links.refused, ...[...optedOut].map(refuseOptedOut)];
  const sellers: Onboarded['sellers'] = [];
  for (const phone of phones.filter((phone) => !optedOut.has(phone))) {
    const products = links.products.filter((product) => product.sellerPhone === phone);
    const syncId = await startSync(deps, { phone, products, catalogue: links.catalogues.includes(phone) });
    sellers.push({ phone, syncId, statusUrl: `/sell/${syncId}`, token: syncToken(syncId, deps.tokenKey) });
  }
  if (sellers.length === 0) throw new NothingUsable(rejected);
  return {
    sellers,
    accepted: [
      ...links.catalogues
        .filter((phone) => !optedOut.has(phone))
        .map((phone) => ({ kind: 'catalogue' as const, phone })),
      ...links.products
        .filter(({ sellerPhone }) => !optedOut.has(sellerPhone))
        .map(({ productId, sellerPhone }) => ({ kind: 'product' as const, phone: sellerPhone, productId })),
    ],
    rejected,
  };
}

interface SyncRequest {
  phone: string;
  products: FoundItem[];
  catalogue: boolean;
}

/** One run per seller and paste: products linked beside the catalogue belong to the catalogue's run. */
async function startSync(deps: OnboardDeps, { phone, products, catalogue }: SyncRequest): Promise<string> {
  const { db, tokenKey } = deps;
  const syncRunId = randomUUID();
  const tokenHash = hashToken(syncToken(syncRunId, tokenKey));
  if (!catalogue) {
    const { open } = await openListedRun(db, { syncRunId, kind: 'links', sellerPhone: phone, products, tokenHash });
    await deps.requestHydration(open.map((item) => ({ syncRunId, ...item })));
    return syncRunId;
  }
  const run = await openCatalogueRun(db, { syncRunId, sellerPhone: phone, tokenHash });
  const id = run.syncRunId;
  const { open } = await addNamedProducts(db, id, products);
  await deps.requestHydration(open.map((item) => ({ syncRunId: id, ...item })));
  if (run.created) await deps.requestSync({ syncRunId: id, sellerPhone: phone });
  return id;
}

const refuseOptedOut = (phone: string): Onboarded['rejected'][number] => ({
  text: phone,
  code: 'seller_opted_out',
  message: 'This number asked to be left out of Soko. If it is yours and you want to come back, write to us.',
});

/** 422, with the first reason as its message; the API adds the list. */
export class NothingUsable extends SokoError {
  constructor(readonly rejected: Onboarded['rejected']) {
    const message = rejected[0]?.message ?? 'There is no WhatsApp catalogue or product link in this text.';
    super({ code: 'nothing_usable', message, status: 422 });
    this.name = 'NothingUsable';
  }
}
