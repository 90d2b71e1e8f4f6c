// What a moderator sees around one product. Written in zod/mini: the desk reads it by the same definitions.
import * as z from 'zod/mini';

const money = z.object({ amount: z.number(), currency: z.nullable(z.string()) });
const status = z.enum(['pending', 'approved', 'flagged', 'rejected']);

const mark = z.object({
  from: z.int(),
  to: z.int(),
  why: z
    .enum(['instructions', 'contact', 'price'])
    .check(z.describe('Talks to the reviewer; a way to be reached past WhatsApp; what was read as the price.')),
});
export type Mark = z.infer<typeof mark>;

const alikeProduct = z.object({
  productId: z.string(),
  title: z.nullable(z.string()),
  imageUrl: z.nullable(z.string()),
  sellerId: z.string(),
  sellerName: z.nullable(z.string()),
  isSameSeller: z.boolean(),
  isLive: z.boolean(),
  status,
  firstSeen: z.iso.datetime(),
});
export type AlikeProduct = z.infer<typeof alikeProduct>;

const earlierReview = z.object({
  id: z.string(),
  source: z.string(),
  by: z.string().check(z.describe('The person’s name, or the model’s.')),
  decision: z.enum(['approved', 'flagged', 'rejected']),
  confidence: z.nullable(z.number()),
  problems: z.array(z.string()),
  note: z.nullable(z.string()),
  at: z.iso.datetime(),
  isOfThisContent: z.boolean(),
  policyVersion: z.nullable(z.int()),
});
export type EarlierReview = z.infer<typeof earlierReview>;

export const reviewContextSchema = z.object({
  productId: z.string(),
  price: z.object({
    written: z.nullable(z.string()),
    carried: z.nullable(money).check(z.describe('What shoppers are told.')),
    read: z.nullable(money).check(z.describe('What our reader made of the page.')),
    said: z.nullable(money).check(z.describe('What the model read in the words.')),
    corrected: z.nullable(money).check(z.describe('What the seller corrected it to.')),
  }),
  marks: z.object({ title: z.array(mark), description: z.array(mark) }),
  seller: z.object({
    id: z.string(),
    name: z.nullable(z.string()),
    isProven: z.boolean(),
    isSuspended: z.boolean(),
    since: z.iso.datetime(),
    products: z.int(),
    live: z.int(),
    flagged: z.int(),
    rejected: z.int(),
    approvedShare: z.nullable(z.number()).check(z.describe('Of those that have been decided, 0 to 1.')),
  }),
  copies: z.array(alikeProduct).check(z.describe('With the same picture, who had it first coming first.')),
  hadItFirst: z.boolean().check(z.describe('No product with this picture is older.')),
  nearest: z.nullable(z.array(alikeProduct)).check(z.describe('Live ones; null while the index is away.')),
  reviews: z.array(earlierReview).check(z.describe('Newest first, the last 20.')),
  links: z.object({
    all: z.string().check(z.describe('Its state and every decision about it.')),
    product: z.nullable(z.string()),
    shop: z.string(),
    whatsapp: z.string(),
    chat: z.string(),
  }),
});
export type ReviewContext = z.infer<typeof reviewContextSchema>;
