import { z } from 'zod';
import { productNotFound } from '@/app/server/api-route';
import { BATCH_DECISIONS } from '@/lib/moderation/batches/batch.schema';
import { selectionSchema } from '@/lib/moderation/batches/batch-selection';
import { batchNotFound } from '@/lib/moderation/batches/read-batch';
import { VERDICTS } from '@/lib/moderation/moderation.schema';
import { policyTextsSchema, secondLookPercentSchema } from '@/lib/moderation/policy/policy.schema';
import { queueQuerySchema } from '@/lib/moderation/queue-query';
import { pausableSchema } from '@/lib/pauses/pauses.schema';
import { SokoError } from '@/lib/platform/errors';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import { STANDINGS } from '@/lib/products/standing.schema';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import { serviceSchema } from '@/lib/service-faults/paused-services.schema';
import { SYNC_ITEM_FILTERS } from '@/lib/syncs/sync-view.schema';

// What routes take. The API's document (openapi.json/operations.ts) is made from the same.

export const productIdSchema = z
  .string()
  .regex(PRODUCT_ID)
  .describe('Digits, as in a link of WhatsApp’s: wa.me/p/PRODUCT_ID/PHONE.');

export const syncIdSchema = z.uuid().describe('As `POST /api/sellers` answers it.');

export const sellerIdSchema = z.uuid().describe('A seller’s id, as a product’s `seller` has it.');

export const pasteSchema = z.object({
  text: z.string().describe('Anything pasted: links to catalogues and products among whatever else.'),
  tokens: z
    .array(z.string().max(100))
    .max(100)
    .optional()
    .describe('Of syncs that this client started before: who joins one of them keeps its token.'),
});

export const proofLookSchema = z.object({
  product: z.string().min(1).max(2_000).describe('A product of the shop’s: its id, or its link.'),
});

export const deadPictureSchema = z.object({ imageUrl: z.url().max(4096).describe('The link that would not load.') });

export const judgedPictureQuerySchema = z.object({
  hash: z.string().optional().describe('As in `pictureUrl`: the answer may then be kept for an hour.'),
});

export const syncItemsQuerySchema = z.object({
  filter: z.enum(SYNC_ITEM_FILTERS).optional().describe('One outcome, or `open`: what is on its way.'),
  standing: z.enum(STANDINGS).optional().describe('How it stands by now.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional().describe('`nextCursor` of the page before.'),
});

export const exportQuerySchema = z.object({
  format: z
    .enum(['csv', 'json'])
    .default('csv')
    .describe('CSV in UTF-8 with a byte order mark, safe for spreadsheets.'),
});

export const suggestionsQuerySchema = z.object({
  q: z.string().max(500).default('').describe('What is typed so far.'),
  limit: z.coerce.number().int().min(1).max(20).default(8),
});

const seenProductSchema = z.object({ productId: productIdSchema, version: z.int().min(0) });

export const reviewQueueQuerySchema = queueQuerySchema.extend({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().optional().describe('`nextCursor` of the page before.'),
});

export const takeLeaseSchema = z.object({
  products: z.array(seenProductSchema).max(50).describe('The first that is free is taken.'),
  release: z.array(productIdSchema).max(50).default([]).describe('What this person looks at no more.'),
});

export const watchQueueSchema = queueQuerySchema.extend({
  seen: z.array(seenProductSchema).max(1_000).describe('What the list shows.'),
  open: seenProductSchema.nullable().describe('What is looked at: it stays this person’s.'),
});

const decisionKey = z.uuid().optional().describe('Your own name for it: sent again, it is answered as before.');

export const decisionSchema = z.object({
  key: decisionKey,
  productId: productIdSchema,
  version: z.int().min(0).describe('The version that was looked at: another one now is 409 `review_conflict`.'),
  decision: z
    .enum(VERDICTS)
    .describe(
      '`flagged` puts a product back into the queue, `fix` asks its seller for a change, `escalated` leaves it to ' +
        'the admins, `category` only corrects its category.',
    ),
  problems: z.array(z.string()).max(20).default([]).describe('Codes; a rejection names one, or has a note.'),
  note: z.string().max(2000).nullable().default(null).describe('For moderators. `escalated` needs one.'),
  sellerNote: z.string().max(1000).nullable().default(null).describe('For the seller. `fix` needs one.'),
  category: z.enum(CATEGORIES).nullable().default(null).describe('With `category`, or with an approval.'),
});

const productsSchema = z.object({ productIds: z.array(productIdSchema).min(1).max(500) });
const causeSchema = z.object({ code: z.string().min(1).max(100).describe('All that failed for this cause.') });
const runSchema = z.object({ syncRunId: z.uuid() });

export const replaySchema = z.union([productsSchema, causeSchema, runSchema]);
export const replayPreviewRequestSchema = z.union([productsSchema, causeSchema]);
export const dismissSchema = z.union([productsSchema, causeSchema, runSchema]);

const reasonSchema = z.string().trim().max(500).nullable().default(null).describe('For whoever comes upon it.');

export const pauseSchema = z.object({
  what: pausableSchema,
  action: z.enum(['pause', 'resume', 'run']).describe('`run`: the heartbeat, now.'),
  reason: reasonSchema,
});

export const modelActionSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('swap'),
    space: z.string().min(1).max(300).describe('Of the model to be used, as `next` names it.'),
    evenIncomplete: z.boolean().default(false).describe('Live products without its vector may leave the search.'),
  }),
  z.object({ action: z.literal('drop'), space: z.string().min(1).max(300).describe('Not the one in use.') }),
]);

export const sellerActionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('approve') }),
  z.object({ action: z.literal('withdraw_approval') }),
  z.object({ action: z.literal('suspend'), reason: reasonSchema }),
  z.object({ action: z.literal('resume') }),
  z.object({ action: z.literal('sync') }),
  z.object({ action: z.literal('note'), text: z.string().trim().min(1).max(2000) }),
  z
    .object({ action: z.literal('prove'), code: z.string().trim().min(1).max(500) })
    .describe('The code came by WhatsApp from the shop’s own number: its device owns the shop.'),
  z.object({ action: z.literal('erase'), phone: z.string().max(40).describe('The number, typed to confirm it.') }),
]);

export const undoSchema = z.object({ key: decisionKey, decisionId: z.uuid().describe('A decision’s `id`.') });

export const skipSchema = z.object({
  productId: productIdSchema,
  back: z.boolean().default(false).describe('True takes the skip back.'),
});

export const batchIdSchema = z.uuid().describe('Your own name for a bulk decision: made by you, used once.');

export const batchDraftSchema = z.object({ id: batchIdSchema, selection: selectionSchema });

export const batchStartSchema = z.object({
  decision: z.enum(BATCH_DECISIONS),
  problems: decisionSchema.shape.problems,
  note: decisionSchema.shape.note,
  sellerNote: decisionSchema.shape.sellerNote,
});

/** Errors: `batch_not_found`, for what cannot be one's id, too. */
export function readBatchId(text: string): string {
  const id = batchIdSchema.safeParse(text);
  if (!id.success) throw batchNotFound();
  return id.data;
}

export const secondVerdictSchema = z.object({
  secondLookId: z.uuid(),
  decision: z.enum(['approved', 'rejected']),
  problems: z.array(z.string()).max(20).default([]).describe('Codes; a rejection names one, or has a note.'),
  note: z.string().max(2000).nullable().default(null),
});

export const nextPolicySchema = z.object({
  basedOn: z.int().min(1).describe('The version it was written from: another one now is 409 `policy_conflict`.'),
  texts: policyTextsSchema.describe('By reason.'),
  secondLookPercent: secondLookPercentSchema.describe('The share of decisions that a second person looks at.'),
});

export const liftOptOutSchema = z.object({ phone: z.string().min(1).max(40) });

export const tryServiceSchema = z.object({ service: serviceSchema });

/** Errors: `product_not_found`, for what cannot be one's id, too. */
export function readProductId(text: string): string {
  const productId = productIdSchema.safeParse(text);
  if (!productId.success) throw productNotFound();
  return productId.data;
}

export function syncNotFound(): SokoError {
  return new SokoError({ code: 'sync_not_found', message: 'There is no sync with this id.', status: 404 });
}
