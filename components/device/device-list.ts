'use client';

import { useSyncExternalStore } from 'react';
import { type ListOf, parseKept, withKept, withoutKept } from './kept-list';

/** A list of products that lives in this browser's storage and nowhere else. */
export interface DeviceList<Entry> {
  read(): Entry[];
  add(entry: Entry): void;
  remove(id: string): void;
  /** All of it, at once. */
  replace(list: Entry[]): void;
  /** Told of changes here and in the browser's other tabs. */
  subscribe(onChange: () => void): () => void;
}

/** `key`: its name in the storage. */
export function createDeviceList<Entry>(key: string, of: ListOf<Entry>): DeviceList<Entry> {
  const listeners = new Set<() => void>();
  // React asks again and again and wants the same answer while nothing has changed.
  let readFrom: string | null = null;
  let list: Entry[] = [];
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
      list = parseKept(text, of);
    }
    return list;
  };
  const write = (next: Entry[]) => {
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
    add: (entry) => write(withKept(read(), entry, of)),
    remove: (id) => write(withoutKept(read(), id, of)),
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

const NONE: never[] = [];

/** What the list holds now; nothing on the server, which never knows. */
export function useDeviceList<Entry>(list: DeviceList<Entry>): Entry[] {
  return useSyncExternalStore(list.subscribe, list.read, () => NONE);
}
