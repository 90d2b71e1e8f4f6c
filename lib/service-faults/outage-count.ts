import { type Service, SokoError } from '@/lib/platform/errors';

/** Fewer may be a product's own trouble, or a hiccup that the stage's waits are for. */
const MIN_FAILURES = 5;
/** Longer than a server takes to restart. */
const MIN_MS = 60_000;
/** One that Gemini stumbles over each time is that product's trouble. */
const MIN_PRODUCTS = 2;

export interface OutagePatience {
  minFailures?: number;
  minMs?: number;
  minProducts?: number;
  now?: () => number;
}

/**
 * Tells a service that is away from one that hiccups: so many calls in a row without an answer, for so long. What asks
 * to be paced (too many requests) does answer.
 */
export class OutageCount {
  private readonly failing = new Map<Service, { since: number; calls: number; products: Set<string> }>();

  constructor(private readonly patience: OutagePatience = {}) {}

  answered(service: Service): void {
    this.failing.delete(service);
  }

  /** True once the service counts as away. `productId`: where what it was asked can be why. */
  failed(service: Service, productId?: string): boolean {
    const { minFailures = MIN_FAILURES, minMs = MIN_MS, minProducts = MIN_PRODUCTS, now = Date.now } = this.patience;
    const failing = this.failing.get(service) ?? { since: now(), calls: 0, products: new Set() };
    failing.calls += 1;
    if (productId !== undefined) failing.products.add(productId);
    this.failing.set(service, failing);
    const isOfOne = productId !== undefined && failing.products.size < minProducts;
    return !isOfOne && failing.calls >= minFailures && now() - failing.since >= minMs;
  }
}

/** Something of ours gave no answer; the adapters' codes (lib/quality, lib/media, lib/vectors) and the database's. */
export const isOutageCode = (code: string): boolean => code.endsWith('_unavailable');

export const isOutage = (error: unknown): error is SokoError =>
  error instanceof SokoError && error.retry.again && isOutageCode(error.code);
