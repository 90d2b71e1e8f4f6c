import { createDeviceList } from '@/components/device/device-list';
import type { ListOf } from '@/components/device/kept-list';

/** A product that this device remembers: its title too, so that one that is gone can still be named. */
export interface KeptProduct {
  productId: string;
  title: string;
}

const LONGEST_TITLE = 120;

export const productsOf = (most: number): ListOf<KeptProduct> => ({
  most,
  idOf: ({ productId }) => productId,
  toEntry: (value) => {
    if (typeof value !== 'object' || value === null || !('productId' in value)) return null;
    const { productId } = value;
    if (typeof productId !== 'string' || !/^\d{1,20}$/.test(productId)) return null;
    return { productId, title: 'title' in value && typeof value.title === 'string' ? cut(value.title) : '' };
  },
});

/** As many as one request can ask for. */
export const savedList = createDeviceList('soko-saved', productsOf(60));
export const viewedList = createDeviceList('soko-viewed', productsOf(24));

function cut(title: string): string {
  return [...title].slice(0, LONGEST_TITLE).join('');
}
