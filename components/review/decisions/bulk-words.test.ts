import { expect, test } from 'vitest';
import type { ReviewBatch } from '@/lib/moderation/batches/batch.schema';
import { batchShare, batchWords } from './bulk-words';

const NONE = { waiting: 0, decided: 0, refused: 0, cancelled: 0, undone: 0, kept: 0, held: 0 };
const batch = (state: ReviewBatch['state'], counts: Partial<ReviewBatch['counts']>): ReviewBatch => ({
  ...{ id: '1', state, decision: 'rejected', by: 'Amina', total: 1300, live: 0, sellers: 1 },
  ...{ counts: { ...NONE, ...counts }, held: [], sample: [], problems: [] },
});

test.each([
  [batch('running', { waiting: 1255, decided: 45 }), 'Rejecting 1,300 products: 45 done', 45 / 1300],
  [batch('finished', { decided: 1298, refused: 2 }), 'Rejected 1,298 products. 2 products left alone.', 1],
  [batch('undoing', { decided: 650, undone: 650 }), 'Taking it back: 650 done', 0.5],
  [batch('undone', { undone: 1 }), 'Taken back for 1 product.', 1],
])('says what it is at: $state', (at, words, share) => {
  expect([batchWords(at), batchShare(at)]).toEqual([words, share]);
});
