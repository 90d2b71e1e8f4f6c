import { z } from 'zod';
import * as requests from '@/app/api/requests';
import type { rateLimits } from '@/app/server/rate-limits';
import { filtersSchema, paging } from '@/lib/marketplace/product-filters';
import { productPageSchema, productViewSchema } from '@/lib/marketplace/product-view.schema';
import { FEED_SORTS } from '@/lib/marketplace/sorts.schema';
import { reportReceivedSchema, reviewDecidedSchema, reviewQueueSchema } from '@/lib/moderation/moderation.schema';
import { productReportSchema } from '@/lib/moderation/product-report.schema';
import { overviewSchema } from '@/lib/operations/overview.schema';
import { pauseChangedSchema, pausedStageSchema } from '@/lib/pauses/pauses.schema';
import type { Role } from '@/lib/platform/auth-roles';
import { auditExportSchema, auditLineSchema } from '@/lib/platform/export-audit';
import { apiErrorSchema } from '@/lib/platform/http-errors.schema';
import { LONGEST_TEXT } from '@/lib/search/parse-search';
import { matchPageSchema, searchPageSchema } from '@/lib/search/search-page.schema';
import { suggestionsSchema } from '@/lib/search/suggestions.schema';
import { onboardedSchema } from '@/lib/sellers/onboarded.schema';
import { optOutLiftedSchema, sellerActedSchema } from '@/lib/sellers/seller-acted.schema';
import type { ShopLevel } from '@/lib/sellers/shop-access';
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
  sort: z.enum(FEED_SORTS).default('newest').describe('Prices within one currency, KES first; without a price last.'),
  ...paging.shape,
});

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
  ProductPage: productPageSchema,
  MatchPage: matchPageSchema,
  SearchForm: searchForm,
  SearchPage: searchPageSchema,
  Suggestions: suggestionsSchema,
  DeadPicture: requests.deadPictureSchema,
  PictureRenewal: pictureRenewalSchema,
  Report: productReportSchema,
  ReportReceived: reportReceivedSchema,
  Paste: requests.pasteSchema,
  Onboarded: onboardedSchema,
  NothingUsable: z.object({ ...apiErrorSchema.shape, ...onboardedSchema.shape }),
  ForgottenShop: forgottenShopSchema,
  Sync: syncViewSchema,
  SyncItemPage: syncItemPageSchema,
  ReviewQueue: reviewQueueSchema,
  ReviewDecision: requests.decisionSchema,
  ReviewDecided: reviewDecidedSchema,
  Replay: requests.replaySchema,
  Replayed: replayedSchema,
  ReplayPreviewRequest: requests.replayPreviewRequestSchema,
  ReplayPreview: replayPreviewSchema,
  Dismiss: requests.dismissSchema,
  Dismissed: dismissedSchema,
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
const sellerId = { sellerId: requests.sellerIdSchema };

/** The public calls of the API, and those of the consoles, with paths as OpenAPI writes them. */
export const OPERATIONS: Record<`${'GET' | 'POST'} /api/${string}`, Operation> = {
  'GET /api/products': {
    id: 'listProducts',
    tag: 'Products',
    summary: 'Live products, newest first or by price; or those of `ids`, in their order',
    query: feedQuery,
    answers: { 200: ['ProductPage', 'A page of them.'] },
    errors: ['invalid_request', 'invalid_cursor'],
    limits: ['browse'],
  },
  'GET /api/products/{productId}': {
    id: 'readProduct',
    tag: 'Products',
    summary: 'One live product',
    params: productId,
    answers: { 200: ['Product', 'The product.'] },
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
    summary: 'What waits for a moderator, longest first',
    answers: { 200: ['ReviewQueue', 'The first 50.'] },
    errors: [],
    limits: ['consoles'],
    role: 'moderator',
  },
  'POST /api/review/decisions': {
    id: 'decide',
    tag: 'Moderation',
    summary: 'Approves a product, rejects it with a reason, or puts it back',
    body: 'ReviewDecision',
    answers: { 200: ['ReviewDecided', 'The decision holds.'] },
    errors: [
      'product_not_found',
      'review_conflict',
      'product_not_reviewable',
      'reason_missing',
      'invalid_input',
      'search_unavailable',
      'vector_store_unavailable',
    ],
    limits: ['consoles'],
    role: 'moderator',
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
    summary: 'Approves, suspends, resumes, re-syncs or erases a seller, or keeps a note',
    params: { sellerId: z.uuid().describe('A seller’s id.') },
    body: 'SellerAction',
    answers: { 200: ['SellerActed', 'It holds: products of a suspended seller are gone for shoppers.'] },
    errors: ['seller_not_found', 'confirmation_wrong', 'queue_unavailable', 'invalid_input'],
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
