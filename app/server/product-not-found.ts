import { SokoError } from '@/lib/platform/errors';

export function productNotFound(): SokoError {
  return new SokoError({ code: 'product_not_found', message: 'There is no live product with this id.', status: 404 });
}
