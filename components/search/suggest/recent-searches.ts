import { createDeviceList } from '@/components/device/device-list';
import type { ListOf } from '@/components/device/kept-list';

const LONGEST = 200;

export const wordsOf: ListOf<string> = {
  most: 8,
  // What was typed again in other letters is the same search.
  idOf: (text) => text.toLowerCase(),
  toEntry: (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, LONGEST) : null),
};

/** Words that were searched for on this device; nobody else learns of them. */
export const recentSearches = createDeviceList('soko-searches', wordsOf);
