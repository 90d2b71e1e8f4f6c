'use client';

import { useSyncExternalStore } from 'react';
import { type KeptProduct, parseKept, withKept, withoutKept } from './kept-list';

/** A list of products that lives in this browser's storage and nowhere else. */
export interface DeviceList {
  read(): KeptProduct[];
  add(product: KeptProduct): void;
  remove(productId: string): void;
  /** All of it, at once. */
  replace(list: KeptProduct[]): void;
  /** Told of changes here and in the browser's other tabs. */
  subscribe(onChange: () => void): () => void;
}

function createDeviceList(key: string, most: number): DeviceList {
  const listeners = new Set<() => void>();
  // React asks again and again and wants the same answer while nothing has changed.
  let readFrom: string | null = null;
  let list: KeptProduct[] = [];
  // Where storage is closed to us (a private window, say) the list lives as long as the page.
  let fallback: string | null = null;

  const load = () => {
    try {
      return window.localStorage.getItem(key) ?? fallback;
    } catch {
      return fallback;
    }
  };
  const read = () => {
    const text = load();
    if (text !== readFrom) {
      readFrom = text;
      list = parseKept(text, most);
    }
    return list;
  };
  const write = (next: KeptProduct[]) => {
    const text = next.length === 0 ? null : JSON.stringify(next);
    fallback = null;
    try {
      if (text === null) window.localStorage.removeItem(key);
      else window.localStorage.setItem(key, text);
    } catch {
      fallback = text;
    }
    for (const tell of listeners) tell();
  };
  return {
    read,
    add: (product) => write(withKept(read(), product, most)),
    remove: (productId) => write(withoutKept(read(), productId)),
    replace: write,
    subscribe(onChange) {
      // `key` is null when all of the storage was cleared.
      const onStorage = (event: StorageEvent) => {
        if (event.key === key || event.key === null) onChange();
      };
      listeners.add(onChange);
      window.addEventListener('storage', onStorage);
      return () => {
        listeners.delete(onChange);
        window.removeEventListener('storage', onStorage);
      };
    },
  };
}

/** As many as one request can ask for. */
export const savedList = createDeviceList('soko-saved', 60);
export const viewedList = createDeviceList('soko-viewed', 24);

const NONE: KeptProduct[] = [];

/** What the list holds now; nothing on the server, which never knows. */
export function useDeviceList(list: DeviceList): KeptProduct[] {
  return useSyncExternalStore(list.subscribe, list.read, () => NONE);
}
