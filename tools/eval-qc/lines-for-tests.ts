import type { DecisionLine } from '@/lib/moderation/export/decision-line';

export function lineForTests(change: Partial<DecisionLine>): DecisionLine {
  return {
    id: '7d6f6a0e-5b0f-4c53-9d3e-3f1d5b1f0a11',
    at: '2026-11-29T09:00:00.000Z',
    productId: '1',
    contentHash: 'a',
    source: 'moderator',
    reviewer: 'amina',
    action: null,
    decision: 'approved',
    confidence: null,
    problems: [],
    category: null,
    note: null,
    policyVersion: 1,
    undoneAt: null,
    product: {
      title: 'Kiondo',
      description: 'A basket',
      businessName: null,
      priceText: null,
      imageUrl: null,
      imageHash: null,
      storedImageUrl: null,
    },
    ...change,
  };
}
