import { SokoError } from '@/lib/platform/errors';

/** For whoever has its id from a page of ours: it has gone since. */
export const productNotFound = (): SokoError =>
  new SokoError({ code: 'product_not_found', message: 'This product is not here any more.', status: 404 });
