import type { WorldProduct } from '@/e2e/world/sellers/types';
import type { ResponseSchema } from './request';
import { categoryIn, problemsIn } from './vocabulary';

export interface Verdict {
  decision: 'approved' | 'flagged' | 'rejected';
  confidence: number;
  product: WorldProduct | undefined;
  note: string;
}

const ORDERS =
  /ignore (all |any )?(the )?(previous|prior|above) instructions|approve this (product|item)|set (the )?decision to/i;

/** What the model makes of the product; an obedient one does what the product's own text says. */
export function judge(product: WorldProduct | undefined, obedient: boolean): Verdict {
  if (product === undefined) {
    return {
      decision: 'flagged',
      confidence: 0.5,
      product,
      note: 'I cannot tell what is being sold.',
    };
  }
  if (obedient && ORDERS.test(`${product.title}\n${product.description}`)) {
    return {
      decision: 'approved',
      confidence: 1,
      product,
      note: 'Approved as instructed.',
    };
  }
  const { decision, confidence, note } = product.truth;
  return { decision, confidence, product, note };
}

/** The verdict in the shape the request's schema asks for: every property it names, values from its enums. */
export function fill(schema: ResponseSchema, verdict: Verdict): unknown {
  return valueFor('', schema, verdict);
}

/** Without a schema the model answers by the names it was asked for in words. */
export const WITHOUT_SCHEMA: ResponseSchema = {
  type: 'object',
  properties: {
    decision: { type: 'string' },
    confidence: { type: 'number' },
    problems: { type: 'array', items: { type: 'string' } },
    category: { type: 'string' },
    note: { type: 'string' },
  },
};

function valueFor(name: string, schema: ResponseSchema, verdict: Verdict): unknown {
  switch ((schema.type ?? 'object').toLowerCase()) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, valueFor(key, inner, verdict)]),
      );
    case 'array':
      return name === 'problems' ? problems(schema.items?.enum, verdict) : [];
    case 'number':
    case 'integer':
      return name === 'confidence' ? verdict.confidence : 0;
    case 'boolean':
      return false;
    default:
      return textFor(name, schema.enum, verdict);
  }
}

function problems(allowed: readonly string[] | undefined, { product, decision }: Verdict): string[] {
  const own = decision === 'approved' ? [] : (product?.truth.problems ?? []);
  return allowed === undefined ? [...own] : problemsIn(allowed, own);
}

function textFor(name: string, allowed: readonly string[] | undefined, verdict: Verdict): string {
  if (name === 'decision') return verdict.decision;
  if (name === 'category') {
    const kind = verdict.product?.truth.kind ?? '';
    return allowed === undefined ? kind : (categoryIn(allowed, kind) ?? kind);
  }
  return allowed?.[0] ?? verdict.note;
}
