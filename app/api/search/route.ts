import { z } from 'zod';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { requestOrigin, withAbsolutePictures } from '@/app/server/request-origin';
import { assertSameOrigin } from '@/app/server/same-origin';
import { database, publicUrl, searchDeps } from '@/app/wiring';
import { forQuery } from '@/lib/media/normalise-image';
import { SokoError } from '@/lib/platform/errors';
import { parseCrop } from '@/lib/search/crop';
import { parseFilters } from '@/lib/search/product-filters';
import { assertSearchable, searchProducts } from '@/lib/search/search-products';
import { toVectorFilter } from '@/lib/search/vector-filter';
import { readSearchForm } from './read-search-form';

/** Longer words say nothing more to a model that reads 64 tokens. */
const textSchema = z.string().max(2_000);

/** Live products nearest to a photo, words, or both. The photo lives in memory until the answer is sent. */
export const POST = apiRoute(async (request) => {
  assertSameOrigin(request, publicUrl());
  rateLimits().search.take(clientAddress(request.headers));
  const { image, fields } = await readSearchForm(request);
  const text = textSchema.safeParse(fields.get('text') ?? '');
  if (!text.success) {
    throw new SokoError({
      code: 'text_too_long',
      message: 'Search with fewer words: 2,000 characters at most.',
      status: 400,
    });
  }
  const { limit, cursor, ...filters } = parseFilters(fields);
  const crop = fields.get('crop');
  // A crop without a picture is still checked: junk is told, not passed over.
  const part = crop ? parseCrop(crop) : undefined;
  const photo = image ? await forQuery(image, part) : null;
  const query = {
    text: text.data,
    limit,
    cursor,
    ...(photo ? { photo: { image: photo.body, contentType: photo.contentType } } : {}),
  };
  // Before the index is asked for: what is wrong with a request is told also while search is away.
  assertSearchable(query);
  const filter = await toVectorFilter(database(), filters);
  const page = await searchProducts(await searchDeps(), { ...query, filter }, request.signal);
  const origin = requestOrigin(request);
  const results = page.results.map((match) => ({ ...match, product: withAbsolutePictures(match.product, origin) }));
  return Response.json({ ...page, results }, { headers: { 'cache-control': 'no-store' } });
});
