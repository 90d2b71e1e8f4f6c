import type { SyncView } from '@/lib/syncs/sync-view.schema';

/** Whether a sync's seller is helped by pasting product links: their catalogue was not read, or not to its end. */
export function productLinksHelp({ outcome, detail }: Pick<SyncView, 'outcome' | 'detail'>): boolean {
  if (outcome === null || outcome === 'links') return false;
  return outcome !== 'found' || detail !== null;
}
