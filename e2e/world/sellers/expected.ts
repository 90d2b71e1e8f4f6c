import type { WorldProblem, WorldProduct } from './types';

/**
 * What must become of a product: `no-picture` may be flagged or rejected but is never approved by the model alone;
 * the others are what the pipeline reports.
 */
export type ExpectedOutcome = 'approved' | 'flagged' | 'rejected' | 'inactive' | 'no-picture';

export interface Expected {
  productId: string;
  phone: string;
  outcome: ExpectedOutcome;
  problems: WorldProblem[];
  price: { amount: number; currency: string } | null;
  kind: string;
  colour: string;
  pattern: string;
}

/** Below this the product's own policy flags whatever the model approved (QC_MIN_CONFIDENCE's default). */
const MIN_CONFIDENCE = 0.8;

/** The ground truth of one product as it is now, quirks apart. */
export function expectedOf(product: WorldProduct): Expected {
  const { truth, id, phone } = product;
  const { problems, price, kind, colour, pattern } = truth;
  return {
    productId: id,
    phone,
    outcome: outcomeOf(product),
    problems,
    price,
    kind,
    colour,
    pattern,
  };
}

function outcomeOf({ gone, picture, truth }: WorldProduct): ExpectedOutcome {
  if (gone !== null) return 'inactive';
  if (picture === null) return 'no-picture';
  return truth.decision === 'approved' && truth.confidence < MIN_CONFIDENCE ? 'flagged' : truth.decision;
}
