import { sendJson } from '@/components/api/api-request';
import type { OutboxAnswer, OutboxEntry } from './decision-outbox';

/** Errors: ApiError. */
export function sendEntry(entry: OutboxEntry): Promise<OutboxAnswer> {
  const { key, item } = entry;
  switch (entry.kind) {
    case 'decide': {
      const { productId, version } = item;
      return sendJson('reviewDecided', '/api/review/decisions', { key, productId, version, ...entry.verdict });
    }
    case 'undo':
      return sendJson('reviewDecided', '/api/review/decisions/undo', { key, decisionId: entry.decisionId });
    case 'skip':
      return sendJson('reviewSkipped', '/api/review/decisions/skip', { productId: item.productId, back: entry.back });
  }
}
