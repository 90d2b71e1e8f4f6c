import { copiesOfPicture } from '@/lib/media/copies-of-picture';
import type { ObjectStore } from '@/lib/media/object-store';
import { addressesOf } from '@/lib/media/picture-addresses';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { finishRunsIfDone } from '@/lib/syncs/finish-run';
import { TRANSACTION } from '@/lib/syncs/open-run';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { addOptOut, hashPhone } from './opt-outs';

export interface EraseDeps {
  db: PrismaClient;
  vectors: Pick<VectorStore, 'remove'>;
  objects: Pick<ObjectStore, 'get' | 'remove' | 'publicUrl'>;
  /** The stored object's key of a public URL of ours; null for a URL that is none. */
  objectKey(url: string): string | null;
  /** Takes the number out of events and runs, and ends what is under way for it. */
  eraseEvents(phone: string): Promise<unknown>;
  /** deriveKey('phone hashes') */
  phoneKey: Uint8Array;
  /** `cli`, or `eraser` for what an owner or an admin has asked for. */
  erasedBy: 'cli' | 'eraser';
}

export interface Erased {
  products: number;
  /** Stored pictures; their smaller copies are not counted. */
  images: number;
}

/**
 * Erases all of a seller's (rows, vectors, stored pictures, runs, logs and events) and keeps a keyed hash of the
 * number, so that it is not ingested again. Refused first, so that nothing comes in meanwhile. Safe to call twice.
 */
export async function eraseSeller(deps: EraseDeps, phone: string): Promise<Erased> {
  const { db, vectors, objects, phoneKey, eraseEvents, erasedBy } = deps;
  const phoneHash = hashPhone(phone, phoneKey);
  await addOptOut(db, phoneHash);
  // Hidden first, so that no stage stores, copies or lists them again. Rows last: a second call finds what a failed
  // one left.
  await db.product.updateMany({ where: { sellerPhone: phone }, data: { isActive: false, isListed: false } });
  await eraseEvents(phone);
  const products = await db.product.findMany({
    where: { sellerPhone: phone },
    select: { productId: true, s3ImageUrl: true, s3ImageVariants: true },
  });
  const ids = products.map((product) => product.productId);
  const pictures = await unsharedPictures(deps, phone, products);
  await vectors.remove(ids);
  const copies: string[] = [];
  for (const [key, variants] of pictures)
    copies.push(...(await copiesOfPicture(objects, { key, variants: [...variants] })));
  await objects.remove(copies);
  await objects.remove([...pictures.keys()]);
  await db.$transaction(async (tx) => {
    const items = { OR: [{ productId: { in: ids } }, { sellerPhone: phone }] };
    const runs = await tx.syncItem.findMany({
      where: { ...items, run: { OR: [{ sellerPhone: null }, { sellerPhone: { not: phone } }] } },
      distinct: ['syncRunId'],
      select: { syncRunId: true },
    });
    const sellerId = (await tx.seller.findUnique({ where: { phone }, select: { id: true } }))?.id ?? null;
    await tx.syncRun.deleteMany({ where: { sellerPhone: phone } });
    await tx.syncItem.deleteMany({ where: items });
    await tx.seller.deleteMany({ where: { phone } });
    // After the rows that a log line's writer locks.
    await tx.catalogSyncLog.deleteMany({ where: { OR: [{ sellerPhone: phone }, { productId: { in: ids } }] } });
    await forgetInRecords(tx, { phone, sellerId, ids, subject: `optOut:${phoneHash}` });
    await tx.auditLog.create({
      data: {
        ...{ actorId: erasedBy, action: 'seller.erased', subject: `optOut:${phoneHash}` },
        detail: { products: ids.length, images: pictures.size },
      },
    });
    await finishRunsIfDone(
      tx,
      runs.map(({ syncRunId }) => syncRunId),
    );
  }, TRANSACTION);
  return { products: ids.length, images: pictures.size };
}

interface Forgotten {
  phone: string;
  sellerId: string | null;
  ids: string[];
  /** What their lines are about from now on. */
  subject: string;
}

/** What people did stays on record, without whom it was about or what was there. */
async function forgetInRecords(tx: Prisma.TransactionClient, forgotten: Forgotten): Promise<void> {
  const { phone, sellerId, ids, subject } = forgotten;
  const theirs = `seller:${sellerId ?? ''}`;
  const subjects = [theirs, ...ids.map((id) => `product:${id}`)];
  await tx.$executeRaw`
    UPDATE "auditLog" SET "detail" = NULL, "subject" = ${subject},
      "actorId" = CASE WHEN "actorId" = ${theirs} THEN 'seller' ELSE "actorId" END
    WHERE "subject" = ANY(${subjects}) OR "actorId" = ${theirs}`;
  // A note may name the number.
  await tx.$executeRaw`
    UPDATE "auditLog" SET "detail" = replace("detail"::text, ${phone}, 'erased')::jsonb
    WHERE strpos("detail"::text, ${phone}) > 0`;
  await tx.$executeRaw`
    UPDATE "reviewBatches" SET "selection" = replace("selection"::text, ${phone}, 'erased')::jsonb,
      "note" = replace("note", ${phone}, 'erased'), "sellerNote" = replace("sellerNote", ${phone}, 'erased')
    WHERE strpos(concat("selection", "note", "sellerNote"), ${phone}) > 0`;
  await tx.$executeRaw`
    UPDATE "reviewBatches" b SET "selection" = jsonb_set(b."selection", '{items}', COALESCE((
      SELECT jsonb_agg(i) FROM jsonb_array_elements(b."selection" -> 'items') i
      WHERE NOT COALESCE(i ->> 'productId' = ANY(${ids}), false)), '[]'))
    WHERE CASE WHEN jsonb_typeof(b."selection" -> 'items') = 'array' THEN EXISTS (
      SELECT FROM jsonb_array_elements(b."selection" -> 'items') i WHERE i ->> 'productId' = ANY(${ids})) END`;
}

/** By key, with their copies' names. Another seller's product may share a picture: keys are made of content. */
async function unsharedPictures(
  { db, objects, objectKey }: EraseDeps,
  phone: string,
  products: { s3ImageUrl: string | null; s3ImageVariants: string[] }[],
): Promise<Map<string, Set<string>>> {
  const urls = [...new Set(products.flatMap((product) => product.s3ImageUrl ?? []))];
  const shared = await db.product.findMany({
    where: { s3ImageUrl: { in: urls.flatMap((url) => addressesOf(url, objects)) }, sellerPhone: { not: phone } },
    select: { s3ImageUrl: true },
  });
  const kept = new Set(shared.flatMap((product) => objectKey(product.s3ImageUrl ?? '') ?? []));
  const pictures = new Map<string, Set<string>>();
  for (const { s3ImageUrl, s3ImageVariants } of products) {
    const key = s3ImageUrl === null ? null : objectKey(s3ImageUrl);
    if (key === null || kept.has(key)) continue;
    pictures.set(key, new Set([...(pictures.get(key) ?? []), ...s3ImageVariants]));
  }
  return pictures;
}
