'use client';

import { useSyncExternalStore } from 'react';
import type { DeviceList } from './device-list';
import type { KeptProduct } from './kept-list';

const NONE: KeptProduct[] = [];

/** What the list holds now; nothing on the server, which never knows. */
export function useDeviceList(list: DeviceList): KeptProduct[] {
  return useSyncExternalStore(list.subscribe, list.read, () => NONE);
}
