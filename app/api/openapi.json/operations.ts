import { z } from 'zod';
import * as requests from '@/app/api/requests';
import type { rateLimits } from '@/app/server/rate-limits';
import { filtersSchema, paging } from '@/lib/marketplace/product-filters';
import { productCountSchema, productPageSchema, productViewSchema } from '@/lib/marketplace/product-view.schema';
import { productDetailSchema, shopViewSchema } from '@/lib/marketplace/shop-view.schema';
import { FEED_SORTS } from '@/lib/marketplace/sorts.schema';
import { reviewBatchSchema } from '@/lib/moderation/batches/batch.schema';
import {
  policySavedSchema,
  queueNewsSchema,
  reportReceivedSchema,
  reviewDecidedSchema,
  reviewLeaseSchema,
  reviewQueueSchema,
  reviewSkippedSchema,
  secondLookDecidedSchema,
} from '@/lib/moderation/moderation.schema';
import { productReportSchema } from '@/lib/moderation/product-report.schema';
import { reviewContextSchema } from '@/lib/moderation/review-context/review-context.schema';
import { mailboxChangedSchema, mailboxChangeSchema, mailLinkFollowedSchema } from '@/lib/notices/mailbox.schema';
import { overviewSchema } from '@/lib/operations/overview.schema';
import { pauseChangedSchema, pausedStageSchema } from '@/lib/pauses/pauses.schema';
import type { Role } from '@/lib/platform/auth-roles';
import { auditExportSchema, auditLineSchema } from '@/lib/platform/export-audit';
import { apiErrorSchema } from '@/lib/platform/http-errors.schema';
import { modelChangedSchema, reindexProgressSchema } from '@/lib/reindex/reindex-progress.schema';
import { LONGEST_TEXT } from '@/lib/search/parse-search';
import { matchPageSchema, searchPageSchema } from '@/lib/search/search-page.schema';
import { suggestionsSchema } from '@/lib/search/suggestions.schema';
import { onboardedSchema } from '@/lib/sellers/onboarded.schema';
import { shopProofSchema } from '@/lib/sellers/proof/proof.schema';
import { optOutLiftedSchema, sellerActedSchema } from '@/lib/sellers/seller-acted.schema';
import type { ShopLevel } from '@/lib/sellers/shop-access';
import { productChangeSchema, shopChangedSchema, shopChangeSchema } from '@/lib/sellers/shop-changes.schema';
import { exportedShopSchema } from '@/lib/sellers/shop-export.schema';
import { forgottenShopSchema } from '@/lib/sellers/shops.schema';
import { pausedServiceSchema, serviceTriedSchema } from '@/lib/service-faults/paused-services.schema';
import {
  dismissedSchema,
  pictureRenewalSchema,
  replayedSchema,
  replayPreviewSchema,
  syncItemPageSchema,
  syncViewSchema,
} from '@/lib/syncs/sync-view.schema';
import type { ApiErrorCode } from './errors';

const { productIdSchema, syncIdSchema } = requests;

const { seller, category, minPrice, maxPrice, currency, colour, q } = filtersSchema.shape;
const filters = {
  seller: seller.describe('A seller’s id, or their phone in digits.'),
  category,
  minPrice: minPrice.describe('In the currency’s main unit.'),
  maxPrice,
  currency: currency.describe('ISO 4217; a price without one is in KES.'),
  colour: colour.describe('One of the picture’s dominant colours.'),
};

const feedQuery = z.object({
  ids: z.string().optional().describe('At most 60 products’ ids, separated by commas; everything else is ignored.'),
  ...filters,
  q: q.describe('Every word of it in title, description or shop’s name; mistakes are forgiven in words nobody has.'),
  sort: z
    .enum(FEED_SORTS)
    .optional()
    .describe('Left out: the newest, sellers in turn. Prices within one currency, KES first; without a price last.'),
  ...paging.shape,
});

const countQuery = feedQuery.omit({ ids: true, sort: true, limit: true, cursor: true });

const searchFields = z.object({
  text: z.string().max(LONGEST_TEXT).optional().describe('Words; with a picture they refine it.'),
  photo: z.string().optional().describe('An earlier photo search, by its `photoToken`.'),
  like: productIdSchema.optional().describe('With this product’s picture and words; the product itself is left out.'),
  weight: z.coerce.number().min(0).max(1).optional().describe('The picture’s share against the words.'),
  ...filters,
  sort: filtersSchema.shape.sort.describe('Default: `match`. The others order the good matches, then the rest.'),
  ...paging.shape,
});

const searchForm = searchFields.extend({
  image: z.file().optional().describe('JPEG, PNG, WebP or AVIF of at most 10 MB. Never stored.'),
  crop: z.string().optional().describe('`x,y,w,h`: the part of `image` that is meant, as fractions from the top left.'),
});

/** What the document names, and everything else refers to. */
export const COMPONENTS = {
  Error: apiErrorSchema,
  Product: productViewSchema,
  ProductDetail: productDetailSchema,
  Shop: shopViewSchema,
  ProductPage: productPageSchema,
  ProductCount: productCountSchema,
  MatchPage: matchPageSchema,
  SearchForm: searchForm,
  SearchPage: searchPageSchema,
  Suggestions: suggestionsSchema,
  DeadPicture: requests.deadPictureSchema,
  PictureRenewal: pictureRenewalSchema,
  MailboxChange: mailboxChangeSchema,
  MailboxChanged: mailboxChangedSchema,
  MailLinkFollowed: mailLinkFollowedSchema,
  Counted: z.object({ productId: productIdSchema, received: z.literal(true) }),
  Report: productReportSchema,
  ReportReceived: reportReceivedSchema,
  Paste: requests.pasteSchema,
  Onboarded: onboardedSchema,
  NothingUsable: z.object({ ...apiErrorSchema.shape, ...onboardedSchema.shape }),
  ForgottenShop: forgottenShopSchema,
  ShopChange: shopChangeSchema,
  ProductChange: productChangeSchema,
  ShopChanged: shopChangedSchema,
  ExportedShop: exportedShopSchema,
  ShopProof: shopProofSchema,
  ProofLook: requests.proofLookSchema,
  Sync: syncViewSchema,
  SyncItemPage: syncItemPageSchema,
  ReviewQueue: reviewQueueSchema,
  TakeLease: requests.takeLeaseSchema,
  ReviewLease: reviewLeaseSchema,
  WatchQueue: requests.watchQueueSchema,
  QueueNews: queueNewsSchema,
  ReviewContext: reviewContextSchema,
  Picture: z.file(),
  ReviewDecision: requests.decisionSchema,
  ReviewDecided: reviewDecidedSchema,
  ReviewUndo: requests.undoSchema,
  ReviewSkip: requests.skipSchema,
  ReviewSkipped: reviewSkippedSchema,
  BatchDraft: requests.batchDraftSchema,
  BatchStart: requests.batchStartSchema,
  ReviewBatch: reviewBatchSchema,
  SecondVerdict: requests.secondVerdictSchema,
  SecondLookDecided: secondLookDecidedSchema,
  NextPolicy: requests.nextPolicySchema,
  PolicySaved: policySavedSchema,
  Replay: requests.replaySchema,
  Replayed: replayedSchema,
  ReplayPreviewRequest: requests.replayPreviewRequestSchema,
  ReplayPreview: replayPreviewSchema,
  Dismiss: requests.dismissSchema,
  Dismissed: dismissedSchema,
  ModelAction: requests.modelActionSchema,
  ModelChanged: modelChangedSchema,
  ReindexProgress: reindexProgressSchema,
  Pause: requests.pauseSchema,
  PauseChanged: pauseChangedSchema,
  Overview: overviewSchema,
  AuditLine: auditLineSchema,
  SellerAction: requests.sellerActionSchema,
  SellerActed: sellerActedSchema,
  LiftOptOut: requests.liftOptOutSchema,
  OptOutLifted: optOutLiftedSchema,
  TryService: requests.tryServiceSchema,
  ServiceTried: serviceTriedSchema,
  Health: z.object({ status: z.literal('ok') }),
  Readiness: z.object({
    ready: z.boolean(),
    checks: z
      .record(
        z.string(),
        z.discriminatedUnion('ok', [
          z.object({ ok: z.literal(true) }),
          z.object({ ok: z.literal(false), message: z.string() }),
        ]),
      )
      .describe('Each dependency by name.'),
    paused: z
      .array(pausedServiceSchema)
      .describe('What is set wrongly, full or away, so that products wait for it. Takes nothing from `ready`.'),
    pausedStages: z
      .array(pausedStageSchema)
      .describe('Stages that an admin has paused: their products wait. Takes nothing from `ready`.'),
  }),
  OpenApi: z.looseObject({ openapi: z.literal('3.1.1') }),
} as const satisfies Record<string, z.core.$ZodType>;
export type ComponentName = keyof typeof COMPONENTS;

const SEARCH_ERRORS: ApiErrorCode[] = [
  'empty_query',
  'text_too_long',
  'invalid_crop',
  'invalid_request',
  'invalid_cursor',
  'product_not_found',
  'seller_not_found',
  'photo_search_expired',
  'search_unavailable',
  'vector_store_unavailable',
  'too_busy',
];
const PHOTO_ERRORS: ApiErrorCode[] = [
  'image_too_large',
  'image_not_an_image',
  'image_heic',
  'image_type_refused',
  'image_truncated',
  'image_undecodable',
];

const DECISION_ERRORS: ApiErrorCode[] = [
  'key_reused',
  'invalid_input',
  'search_unavailable',
  'vector_store_unavailable',
];

type Limits = ReturnType<typeof rateLimits>;
/** `signIns` is of another kind, and of no call of the API. */
export type LimitName = Exclude<keyof Limits, 'signIns'>;

export interface Operation {
  id: string;
  tag: 'Products' | 'Search' | 'Sellers' | 'Moderation' | 'Operation';
  summary: string;
  description?: string;
  params?: Record<string, z.ZodType>;
  query?: z.ZodObject;
  body?: ComponentName;
  /** JSON unless it says otherwise. */
  bodyTypes?: string[];
  answers: Record<number, readonly [component: ComponentName, description: string]>;
  /** JSON unless it says otherwise. */
  answerTypes?: string[];
  /** Beside those that every such call has. */
  errors: readonly ApiErrorCode[];
  limits: readonly LimitName[];
  role?: Role;
  /** For devices that hold the shop, or that have proven that it is theirs. */
  shop?: ShopLevel;
}

const productId = { productId: productIdSchema };
const syncId = { syncId: syncIdSchema };
const batchId = { batchId: requests.batchIdSchema };
const sellerId = { sellerId: requests.sellerIdSchema };

/** What counts a product’s shoppers. */
const COUNTING = {
  params: productId,
  answers: { 202: ['Counted', 'It counts, unless it comes from a machine or again and again.'] },
  errors: ['cross_site', 'product_not_found'],
  limits: ['counts'],
} satisfies Partial<Operation>;

/** The public calls of the API, and those of the consoles, with paths as OpenAPI writes them. */
export const OPERATIONS: Record<`${'GET' | 'POST'} /api/${string}`, Operation> = {
  'GET /api/products': {
    id: 'listProducts',
    tag: 'Products',
    summary:
      'Live products: the newest with their sellers in turn, by age or by price; or those of `ids`, in their order',
    query: feedQuery,
    answers: { 200: ['ProductPage', 'A page of them.'] },
    errors: ['invalid_request', 'invalid_cursor'],
    limits: ['browse'],
  },
  'GET /api/products/count': {
    id: 'countProducts',
    tag: 'Products',
    summary: 'How many live products these filters leave, up to a thousand',
    query: countQuery,
    answers: { 200: ['ProductCount', 'The count.'] },
    errors: ['invalid_request'],
    limits: ['browse'],
  },
  'GET /api/products/{productId}': {
    id: 'readProduct',
    tag: 'Products',
    summary: 'One live product, with what there is to trust its shop by',
    params: productId,
    answers: { 200: ['ProductDetail', 'The product.'] },
    errors: ['product_not_found'],
    limits: ['browse'],
  },
  'GET /api/products/{productId}/similar': {
    id: 'listSimilar',
    tag: 'Products',
    summary: 'Live products nearest to this one',
    params: productId,
    query: paging,
    answers: { 200: ['MatchPage', 'Nearest first.'] },
    errors: [
      'invalid_request',
      'invalid_cursor',
      'product_not_found',
      'search_unavailable',
      'vector_store_unavailable',
    ],
    limits: ['browse'],
  },
  'POST /api/products/{productId}/picture-gone': {
    id: 'renewPicture',
    tag: 'Products',
    summary: 'A product’s picture would not load',
    description: 'WhatsApp’s links die after days. Answers with a newer one, or has the product read again for it.',
    params: productId,
    body: 'DeadPicture',
    answers: {
      200: ['PictureRenewal', 'There is a newer link, or the product is being read already.'],
      202: ['PictureRenewal', 'The product is read again: once in ten minutes.'],
    },
    errors: ['cross_site', 'product_not_found', 'invalid_input'],
    limits: ['deadPictures'],
  },
  'POST /api/products/{productId}/reports': {
    id: 'reportProduct',
    tag: 'Products',
    summary: 'Reports a live product to the moderators',
    description: 'A client’s reports of one product count once. A plain HTML form works too, and goes on to a page.',
    params: productId,
    body: 'Report',
    answers: { 202: ['ReportReceived', 'A moderator will look at it.'] },
    errors: ['cross_site', 'product_not_found', 'invalid_input'],
    limits: ['reports'],
  },
  'POST /api/products/{productId}/views': {
    id: 'countView',
    tag: 'Products',
    summary: 'Says that a product’s page is being looked at',
    description: 'Sellers see how many did in a day. Nobody’s identity is in it; machines do not count.',
    ...COUNTING,
  },
  'GET /api/products/{productId}/views': {
    id: 'countViewWithoutScripts',
    tag: 'Products',
    summary: 'The same, as a page without scripts says it: by a picture that shows nothing',
    description: 'Not to be cached. Other sites’ pages do not count.',
    ...COUNTING,
  },
  'POST /api/products/{productId}/chats': {
    id: 'countChat',
    tag: 'Products',
    summary: 'Says that somebody goes on from a product to its seller’s WhatsApp',
    ...COUNTING,
  },
  'GET /api/search': {
    id: 'search',
    tag: 'Search',
    summary: 'Searches by what an address can say: words, a product, an earlier photo search',
    query: searchFields,
    answers: { 200: ['SearchPage', 'Nearest first.'] },
    errors: SEARCH_ERRORS,
    limits: ['search'],
  },
  'POST /api/search': {
    id: 'searchByPhoto',
    tag: 'Search',
    summary: 'Searches by a photo, words, or both',
    description: '`image`, `photo` and `like` exclude each other; a picture or words are needed.',
    body: 'SearchForm',
    bodyTypes: ['multipart/form-data', 'application/x-www-form-urlencoded'],
    answers: { 200: ['SearchPage', 'Nearest first.'] },
    errors: ['cross_site', ...PHOTO_ERRORS, ...SEARCH_ERRORS],
    limits: ['search'],
  },
  'GET /api/suggestions': {
    id: 'suggest',
    tag: 'Search',
    summary: 'What the words typed so far may become',
    description: 'Words that live products have, the commonest first; shops; categories, in English or Swahili.',
    query: requests.suggestionsQuerySchema,
    answers: { 200: ['Suggestions', 'At most `limit` of them.'] },
    errors: ['invalid_request'],
    limits: ['suggestions'],
  },
  'POST /api/sellers': {
    id: 'pasteLinks',
    tag: 'Sellers',
    summary: 'Understands what was pasted and starts a sync for every seller in it',
    description:
      'One paste takes 30 catalogues, links of 50 sellers, 5,000 product links; the rest is in `rejected`. ' +
      'The device holds the accepted sellers’ shops from then on: its key is in `Set-Cookie`, and may be sent as ' +
      '`Authorization: Bearer KEY` as well.',
    body: 'Paste',
    answers: {
      202: ['Onboarded', 'What was taken is not lost from here on.'],
      422: ['NothingUsable', 'Nothing in it can be used.'],
    },
    errors: ['cross_site', 'nothing_usable', 'queue_unavailable'],
    limits: ['sellers', 'catalogues', 'productLinks'],
  },
  'GET /api/sellers/{sellerId}': {
    id: 'readShop',
    tag: 'Sellers',
    summary: 'A shop, with what there is to trust it by',
    description: 'Its products: `GET /api/products?seller=`.',
    params: sellerId,
    answers: { 200: ['Shop', 'The shop.'] },
    errors: ['seller_not_found'],
    limits: ['browse'],
  },
  'GET /api/shops/{sellerId}/proof': {
    id: 'readProof',
    tag: 'Sellers',
    summary: 'How far the device has come with showing that a shop is theirs',
    params: sellerId,
    answers: { 200: ['ShopProof', 'The device’s newest code for this shop.'] },
    errors: ['seller_not_found', 'proof_not_started'],
    limits: ['shops'],
  },
  'POST /api/shops/{sellerId}/proof': {
    id: 'startProof',
    tag: 'Sellers',
    summary: 'A code that shows that a shop is theirs, once it stands in one of its products on WhatsApp',
    description:
      'For this device’s key only, which a new device is given in `Set-Cookie`; lives for 30 minutes. ' +
      'While it does, asking again answers the same code. A plain HTML form works too, and goes on to a page.',
    params: sellerId,
    answers: { 200: ['ShopProof', 'The code.'] },
    errors: ['cross_site', 'seller_not_found'],
    limits: ['proofs'],
  },
  'POST /api/shops/{sellerId}/proof/look': {
    id: 'lookForProof',
    tag: 'Sellers',
    summary: 'Has the code looked for in one product: for a minute, every ten seconds',
    description: 'Ten times a code at most. A plain HTML form works too, and goes on to a page.',
    params: sellerId,
    body: 'ProofLook',
    answers: { 202: ['ShopProof', 'It is being looked for; `GET` says what came of it.'] },
    errors: [
      'cross_site',
      'seller_not_found',
      'proof_not_started',
      'proof_under_way',
      'proof_expired',
      'no_product_link',
      'product_of_another_seller',
      'invalid_input',
      'queue_unavailable',
    ],
    limits: ['proofLooks'],
  },
  'POST /api/shops/{sellerId}/mailbox': {
    id: 'setMailbox',
    tag: 'Sellers',
    summary: 'Where the shop’s owner wants to be written to, or that they do not',
    description: 'A new address is sent a link that confirms it. A plain HTML form works too.',
    params: sellerId,
    body: 'MailboxChange',
    answers: { 200: ['MailboxChanged', 'What holds now.'] },
    errors: ['invalid_input', 'mail_not_set_up'],
    limits: ['shops'],
    shop: 'owner',
  },
  'POST /api/mail-links/{token}': {
    id: 'followMailLink',
    tag: 'Sellers',
    summary: 'Does what a link in one of our mails asks for: confirms the address, or ends the mails',
    description: 'For whoever has the link; mail programs end mails by it (RFC 8058). A plain HTML form works too.',
    params: { token: z.string().describe('From the link in the mail.') },
    answers: { 200: ['MailLinkFollowed', 'It is done, or was before.'] },
    errors: ['mail_link_old'],
    limits: ['mailLinks'],
  },
  'POST /api/shops/{sellerId}/forget': {
    id: 'forgetShop',
    tag: 'Sellers',
    summary: 'The device does not hold the shop any more; others that do keep it',
    description: 'A plain HTML form works too, and goes on to a page.',
    params: sellerId,
    answers: { 200: ['ForgottenShop', 'It is forgotten.'] },
    errors: [],
    limits: ['shops'],
    shop: 'holder',
  },
  'POST /api/shops/{sellerId}': {
    id: 'changeShop',
    tag: 'Sellers',
    summary: 'Has a shop read again, pauses, resumes or names it, or has everything of it erased',
    description:
      '`sync` is for whoever holds the shop, all else for its owner. `erase` hides everything at once and erases it ' +
      'a day later; `restore` takes that back. A plain HTML form works too, and goes on to a page.',
    params: sellerId,
    body: 'ShopChange',
    answers: { 200: ['ShopChanged', 'It is so.'] },
    errors: [
      'proof_needed',
      'nothing_usable',
      'invalid_input',
      'shop_erasing',
      'erasure_begun',
      'shop_name_refused',
      'sync_too_soon',
      'sync_not_opened',
      'queue_unavailable',
      'search_unavailable',
      'vector_store_unavailable',
    ],
    limits: ['shops', 'catalogues', 'productLinks'],
    shop: 'holder',
  },
  'POST /api/shops/{sellerId}/products/{productId}': {
    id: 'changeProduct',
    tag: 'Sellers',
    summary: 'Hides or shows a product, corrects its price or category, or appeals against a rejection',
    description:
      '`appeal` is for whoever holds the shop, once for each content; all else for its owner. A correction holds ' +
      'until WhatsApp’s text changes. A plain HTML form works too, and goes on to a page.',
    params: { ...sellerId, ...productId },
    body: 'ProductChange',
    answers: { 200: ['ShopChanged', 'It is so.'] },
    errors: [
      'proof_needed',
      'product_not_found',
      'invalid_input',
      'shop_erasing',
      'appeal_not_possible',
      'appealed_already',
      'appeal_without_reason',
      'search_unavailable',
      'vector_store_unavailable',
    ],
    limits: ['shops'],
    shop: 'holder',
  },
  'GET /api/shops/{sellerId}/export': {
    id: 'exportShop',
    tag: 'Sellers',
    summary: 'All products of a shop, live or not, as a file',
    params: sellerId,
    query: requests.exportQuerySchema,
    answers: { 200: ['ExportedShop', 'As CSV unless `format=json`.'] },
    errors: ['invalid_input'],
    limits: ['shops'],
    shop: 'holder',
  },
  'GET /api/syncs/{syncId}': {
    id: 'readSync',
    tag: 'Sellers',
    summary: 'How far a sync has come',
    params: syncId,
    answers: { 200: ['Sync', 'The sync.'] },
    errors: ['sync_not_found'],
    limits: ['syncs'],
  },
  'GET /api/syncs/{syncId}/items': {
    id: 'listSyncItems',
    tag: 'Sellers',
    summary: 'Every product of a sync with its outcome, what needs the seller first',
    params: syncId,
    query: requests.syncItemsQuerySchema,
    answers: { 200: ['SyncItemPage', 'A page of them.'] },
    errors: ['sync_not_found', 'invalid_request', 'invalid_cursor'],
    limits: ['syncs'],
  },
  'GET /api/review/queue': {
    id: 'readReviewQueue',
    tag: 'Moderation',
    summary: 'What waits for a moderator, queue by queue, longest first',
    query: requests.reviewQueueQuerySchema,
    answers: { 200: ['ReviewQueue', 'A page of a queue, and how many wait in each.'] },
    errors: ['invalid_request', 'invalid_cursor'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'GET /api/review/items/{productId}': {
    id: 'readReviewContext',
    tag: 'Moderation',
    summary: 'What is known around a product: its seller, copies of its picture, what is near, earlier reviews',
    params: productId,
    answers: { 200: ['ReviewContext', 'What is known.'] },
    errors: ['product_not_found'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'GET /api/review/pictures/{productId}': {
    id: 'readJudgedPicture',
    tag: 'Moderation',
    summary: 'The picture that the model saw; or, where the seller has changed it since, the new one',
    description:
      'The header `soko-picture` says which: `judged`, `changed`, or `unseen` where no model has seen any. ' +
      'Made anew, at most 1,600 pixels. A changed one has the product read again.',
    params: productId,
    query: requests.judgedPictureQuerySchema,
    answers: { 200: ['Picture', 'The picture.'] },
    answerTypes: ['image/jpeg'],
    errors: ['product_not_found', 'no_picture', 'picture_unavailable', 'too_busy'],
    limits: ['judgedPictures'],
    role: 'moderator',
  },
  'POST /api/review/leases': {
    id: 'takeLease',
    tag: 'Moderation',
    summary: 'Opens the first of some products that nobody else looks at: it is one’s own for two minutes',
    body: 'TakeLease',
    answers: { 200: ['ReviewLease', 'Which one, and who holds the others.'] },
    errors: ['invalid_input'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/review/watch': {
    id: 'watchQueue',
    tag: 'Moderation',
    summary: 'What happened to a list since it was read; what is looked at stays one’s own',
    body: 'WatchQueue',
    answers: { 200: ['QueueNews', 'What left it, what changed, who holds what.'] },
    errors: ['invalid_input'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/review/decisions': {
    id: 'decide',
    tag: 'Moderation',
    summary: 'Approves a product, rejects it, asks its seller for a change, leaves it to the admins',
    description: 'Sent again with the same `key`, it is done once and answered as before.',
    body: 'ReviewDecision',
    answers: { 200: ['ReviewDecided', 'The decision holds.'] },
    errors: [
      'product_not_found',
      'review_conflict',
      'product_not_reviewable',
      'escalated',
      'reason_missing',
      'note_missing',
      'category_missing',
      ...DECISION_ERRORS,
    ],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/review/decisions/undo': {
    id: 'undoDecision',
    tag: 'Moderation',
    summary: 'Takes a decision back that is still in force: what held before it holds again',
    body: 'ReviewUndo',
    answers: { 200: ['ReviewDecided', 'What holds now.'] },
    errors: [
      'decision_not_found',
      'decision_undone',
      'decision_superseded',
      'content_changed',
      'escalated',
      ...DECISION_ERRORS,
    ],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/review/decisions/skip': {
    id: 'skipReview',
    tag: 'Moderation',
    summary: 'Keeps a product out of one’s own queue for half an hour, or takes that back',
    body: 'ReviewSkip',
    answers: { 200: ['ReviewSkipped', 'For the other moderators nothing changes.'] },
    errors: ['product_not_found', 'invalid_input'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/review/batches': {
    id: 'draftBatch',
    tag: 'Moderation',
    summary: 'Selects products for one decision about all of them: a preview, nothing is decided yet',
    body: 'BatchDraft',
    answers: { 200: ['ReviewBatch', 'Exactly these would be decided, as they are now.'] },
    errors: ['invalid_input'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'GET /api/review/batches/{batchId}': {
    id: 'readBatch',
    tag: 'Moderation',
    summary: 'How far a bulk decision has come',
    params: batchId,
    answers: { 200: ['ReviewBatch', 'As it stands.'] },
    errors: ['batch_not_found'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/review/batches/{batchId}/start': {
    id: 'startBatch',
    tag: 'Moderation',
    summary: 'Decides about all that was selected',
    description: 'A product that changed, or that somebody else decided about, since the preview is left alone.',
    params: batchId,
    body: 'BatchStart',
    answers: { 202: ['ReviewBatch', 'It is kept, and carried out product by product.'] },
    errors: ['batch_not_found', 'batch_empty', 'batch_started', 'reason_missing', 'note_missing', 'invalid_input'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/review/batches/{batchId}/undo': {
    id: 'undoBatch',
    tag: 'Moderation',
    summary: 'Takes a bulk decision back as a whole; what was decided anew since stays',
    params: batchId,
    answers: { 202: ['ReviewBatch', 'It is taken back product by product.'] },
    errors: ['cross_site', 'batch_not_found', 'batch_not_started'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/review/second-looks': {
    id: 'decideSecondLook',
    tag: 'Moderation',
    summary: 'What a second moderator decides, who does not know the first decision',
    body: 'SecondVerdict',
    answers: { 200: ['SecondLookDecided', 'It is kept. Where the two disagree, an admin decides.'] },
    errors: ['second_look_taken', 'second_look_own', 'reason_missing', 'invalid_input'],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/admin/policy': {
    id: 'savePolicy',
    tag: 'Moderation',
    summary: 'Writes the next version of what moderators decide by',
    body: 'NextPolicy',
    answers: { 201: ['PolicySaved', 'It is in force. What was decided stays decided.'] },
    errors: ['policy_conflict', 'policy_unchanged', 'invalid_input'],
    limits: ['consoles'],
    role: 'admin',
  },
  'POST /api/admin/replay': {
    id: 'replay',
    tag: 'Operation',
    summary: 'Starts failed work again',
    body: 'Replay',
    answers: { 202: ['Replayed', 'In a sync of its own.'] },
    errors: ['sync_not_found', 'nothing_to_replay', 'invalid_input', 'queue_unavailable'],
    limits: ['consoles'],
    role: 'admin',
  },
  'POST /api/admin/replay/preview': {
    id: 'previewReplay',
    tag: 'Operation',
    summary: 'What a replay would start',
    description: 'Changes nothing.',
    body: 'ReplayPreviewRequest',
    answers: { 200: ['ReplayPreview', 'How many products, of how many sellers, and where they failed.'] },
    errors: ['invalid_input'],
    limits: ['consoles'],
    role: 'admin',
  },
  'POST /api/admin/dismiss': {
    id: 'dismiss',
    tag: 'Operation',
    summary: 'Takes failed work off the list: nobody needs to do anything about it',
    body: 'Dismiss',
    answers: { 200: ['Dismissed', 'What fails again is on the list again.'] },
    errors: ['nothing_to_dismiss', 'invalid_input'],
    limits: ['consoles'],
    role: 'admin',
  },
  'POST /api/admin/pauses': {
    id: 'pauseWork',
    tag: 'Operation',
    summary: 'Pauses or resumes a stage or the heartbeat, or runs a heartbeat now',
    description: 'The products of a paused stage wait where they stand; nothing is judged or lost.',
    body: 'Pause',
    answers: { 200: ['PauseChanged', 'It holds.'], 202: ['PauseChanged', 'The heartbeat begins.'] },
    errors: ['only_heartbeat_runs', 'invalid_input'],
    limits: ['consoles'],
    role: 'admin',
  },
  'GET /api/admin/model': {
    id: 'readModels',
    tag: 'Operation',
    summary: 'The embedding model in use, and how far the next one is',
    answers: { 200: ['ReindexProgress', 'As of now.'] },
    errors: [],
    limits: ['consoles'],
    role: 'admin',
  },
  'POST /api/admin/model': {
    id: 'changeModel',
    tag: 'Operation',
    summary: 'Puts the next model to use, or gives up the vectors of one that is not in use',
    description: 'Searches go on while every process follows, within seconds. Vectors are deleted in the background.',
    body: 'ModelAction',
    answers: { 202: ['ModelChanged', 'It holds; the rest is on its way.'] },
    errors: ['space_not_filling', 'space_incomplete', 'space_in_use', 'space_not_found', 'invalid_input'],
    limits: ['consoles'],
    role: 'admin',
  },
  'GET /api/admin/overview': {
    id: 'readOverview',
    tag: 'Operation',
    summary: 'Throughput, what waits, what failed, health and cost, as measured',
    answers: { 200: ['Overview', 'As of now.'] },
    errors: [],
    limits: ['consoles'],
    role: 'admin',
  },
  'GET /api/admin/audit/export': {
    id: 'exportAuditLog',
    tag: 'Operation',
    summary: 'The audit log as a file, newest first; itself written to the audit log',
    description: 'A filter that cannot be read is left out, as on the page.',
    query: auditExportSchema,
    answers: { 200: ['AuditLine', 'One a line.'] },
    answerTypes: ['text/csv', 'application/x-ndjson'],
    errors: ['cross_site', 'invalid_input'],
    limits: ['consoles'],
    role: 'admin',
  },
  'POST /api/admin/sellers/{sellerId}': {
    id: 'actOnSeller',
    tag: 'Operation',
    summary: 'Approves, proves, suspends, resumes, re-syncs or erases a seller, or keeps a note',
    params: { sellerId: z.uuid().describe('A seller’s id.') },
    body: 'SellerAction',
    answers: { 200: ['SellerActed', 'It holds: products of a suspended seller are gone for shoppers.'] },
    errors: ['seller_not_found', 'confirmation_wrong', 'wrong_proof_code', 'queue_unavailable', 'invalid_input'],
    limits: ['consoles'],
    role: 'admin',
  },
  'POST /api/admin/opt-outs': {
    id: 'liftOptOut',
    tag: 'Operation',
    summary: 'Lets a number in again that asked to be left out',
    description: 'Only hashes are kept, so the number has to be told.',
    body: 'LiftOptOut',
    answers: { 200: ['OptOutLifted', 'It may be ingested again.'] },
    errors: ['not_opted_out', 'phone_not_readable', 'invalid_input'],
    limits: ['consoles'],
    role: 'admin',
  },
  'POST /api/admin/try-service': {
    id: 'tryService',
    tag: 'Operation',
    summary: 'Has a paused service tried now',
    body: 'TryService',
    answers: { 202: ['ServiceTried', 'One product that waits for it tries it; `/api/ready` says what came of it.'] },
    errors: ['invalid_input'],
    limits: ['consoles'],
    role: 'admin',
  },
  'GET /api/health': {
    id: 'health',
    tag: 'Operation',
    summary: 'Whether the process answers',
    answers: { 200: ['Health', 'It does.'] },
    errors: [],
    limits: [],
  },
  'GET /api/ready': {
    id: 'ready',
    tag: 'Operation',
    summary: 'Whether everything that web needs answers',
    answers: { 200: ['Readiness', 'It does.'], 503: ['Readiness', 'Something does not.'] },
    errors: [],
    limits: [],
  },
  'GET /api/openapi.json': {
    id: 'readDocument',
    tag: 'Operation',
    summary: 'This document',
    answers: { 200: ['OpenApi', 'OpenAPI 3.1.'] },
    errors: [],
    limits: ['browse'],
  },
};
