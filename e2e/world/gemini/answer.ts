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
  if (name in FACTS) return FACTS[name]?.(verdict.product);
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

const BRANDS = /\b(?:nike|adidas|gucci|puma|samsung|tecno|infinix|iphone|zara|ramtons|vitron|bata)\b/i;
const MATERIALS = /\b(?:cotton|leather|sisal|denim|silk|wool|linen|plastic|steel|wood|pamba|ngozi|mbao|wax print)\b/i;
const SIZES = /\b(?:sizes?|sz|saizi)[\s:.]*((?:\d{2}|[smlx]{1,3}|\d?xl)(?:\s?[-–,/&]\s?(?:\d{2}|[smlx]{1,3}|\d?xl))*)/i;

/** What a product's words say besides, by the names that it may be asked under. */
const FACTS: Record<string, (product: WorldProduct | undefined) => unknown> = {
  price: (product) => product?.truth.price ?? null,
  brand: (product) => BRANDS.exec(wordsOf(product))?.[0] ?? null,
  material: (product) => MATERIALS.exec(wordsOf(product))?.[0] ?? null,
  sizes: (product) => SIZES.exec(wordsOf(product))?.[1]?.split(/\s?[-–,/&]\s?/) ?? [],
};
const wordsOf = (product: WorldProduct | undefined): string => `${product?.title ?? ''}\n${product?.description ?? ''}`;

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
