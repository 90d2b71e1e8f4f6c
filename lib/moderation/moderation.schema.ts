// What the API answers about moderation. Written in zod/mini: the browser reads answers by the same definitions.

import * as z from 'zod/mini';
import { MODERATOR_ACTIONS } from '@/lib/products/moderator-acts.schema';

const decision = z.enum(['approved', 'flagged', 'rejected']);

export const queuedProductSchema = z.object({
  productId: z.string(),
  version: z.int(),
  title: z.nullable(z.string()),
  description: z.nullable(z.string()),
  priceText: z.nullable(z.string()),
  businessName: z.nullable(z.string()),
  sellerId: z.string(),
  category: z.nullable(z.string()),
  imageUrl: z.nullable(z.string()).check(z.describe('Our copy or WhatsApp’s link: for lists.')),
  pictureUrl: z.nullable(z.string()).check(z.describe('On this site: the picture that the model saw.')),
  imageWidth: z.nullable(z.int()),
  imageHeight: z.nullable(z.int()),
  isLive: z.boolean().check(z.describe('Reported by shoppers who see it: it stays live until somebody decides.')),
  problems: z.array(z.string()).check(z.describe('Codes: why it is here, the weightiest first.')),
  confidence: z.nullable(z.number()).check(z.describe('The model’s about this content, 0 to 1.')),
  reports: z
    .array(z.object({ reason: z.string(), note: z.nullable(z.string()), at: z.iso.datetime() }))
    .check(z.describe('What shoppers say, newest first; the most recent ones.')),
  appeal: z
    .nullable(z.object({ note: z.string(), at: z.iso.datetime() }))
    .check(z.describe('What the seller answers to the rejection.')),
  waitingSince: z.iso.datetime(),
  lease: z
    .nullable(z.object({ name: z.string(), isMine: z.boolean() }))
    .check(z.describe('Who looks at it right now: nobody else is handed it.')),
  reviews: z.int().check(z.describe('How many decisions there were before; more than one: it has been here already.')),
  review: z
    .nullable(
      z.object({
        source: z.string(),
        reviewer: z.string(),
        decision,
        confidence: z.nullable(z.number()),
        problems: z.array(z.string()),
        category: z.nullable(z.string()),
        note: z.nullable(z.string()),
      }),
    )
    .check(z.describe('The newest review: why it is here.')),
});
export type QueuedProduct = z.infer<typeof queuedProductSchema>;

export const reviewQueueSchema = z.object({
  items: z.array(queuedProductSchema),
  total: z.int().check(z.describe('All that match, not only these; more than 10,000 are not counted.')),
  nextCursor: z.nullable(z.string()),
  counts: z.record(z.string(), z.int()).check(z.describe('How many wait in each queue.')),
});
export type ReviewQueue = z.infer<typeof reviewQueueSchema>;

export const reviewLeaseSchema = z.object({
  taken: z.nullable(z.string()).check(z.describe('The product’s id; null: all are held by others, or have changed.')),
  held: z.array(z.object({ productId: z.string(), name: z.string() })).check(z.describe('Which of them, by whom.')),
});
export type ReviewLease = z.infer<typeof reviewLeaseSchema>;

export const queueNewsSchema = z.object({
  left: z
    .array(
      z.object({
        productId: z.string(),
        by: z.nullable(z.string()),
        decision: z.nullable(decision),
      }),
    )
    .check(z.describe('Wait here no more; `by`: the person who decided, unless the seller changed it.')),
  changed: z.array(queuedProductSchema).check(z.describe('Still wait, but are not as they were seen.')),
  held: z.array(z.object({ productId: z.string(), name: z.string() })).check(z.describe('By others, right now.')),
  total: z.int(),
  counts: z.record(z.string(), z.int()),
});
export type QueueNews = z.infer<typeof queueNewsSchema>;

/** What a moderator may say of a product: `flagged` puts it back, `fix` asks the seller, `category` only corrects. */
export const VERDICTS = ['approved', 'rejected', 'flagged', 'fix', 'escalated', 'category'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

const ACTIONS = [...MODERATOR_ACTIONS, 'undo'] as const;

export const reviewDecidedSchema = z.object({
  id: z.uuid().check(z.describe('The decision’s: by which it is taken back.')),
  productId: z.string(),
  decision: decision.check(z.describe('What holds for the product now.')),
  version: z.int(),
  action: z.enum(ACTIONS),
});
export type ReviewDecided = z.infer<typeof reviewDecidedSchema>;

export const reviewSkippedSchema = z.object({
  productId: z.string(),
  until: z.nullable(z.iso.datetime()).check(z.describe('When it comes back by itself; null: it is back.')),
});

/** What held before a moderator's act, as its review keeps it. */
export const heldBeforeSchema = z.object({
  status: z.enum(['pending', 'approved', 'flagged', 'rejected']),
  isListed: z.boolean(),
  category: z.nullable(z.string()),
  correctedCategory: z.optional(z.unknown()),
});

export const secondLookDecidedSchema = z.object({ secondLookId: z.string() });

export const policySavedSchema = z.object({ version: z.int().check(z.describe('The one in force now.')) });

/** To a shopper who reported a product. */
export const reportReceivedSchema = z.object({ productId: z.string(), received: z.literal(true) });
