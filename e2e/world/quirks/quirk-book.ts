import { type Features, isFeature, type QuirkRule, type Surface, type Takeovers } from './surfaces';

export interface Target {
  product?: string | undefined;
  seller?: string | undefined;
  agent?: string | undefined;
}

export interface Taken<S extends Surface> {
  takeover: Takeovers[S] | undefined;
  features: Features[S][];
}

interface Entry {
  readonly id: number;
  readonly rule: QuirkRule;
  readonly feature: boolean;
  left: number;
  skip: number;
  /** Arrival times of the last second, for `rate`. */
  arrivals: number[];
}

/** The quirks in force: a product's own before its seller's, those before the global ones; later before earlier. */
export class QuirkBook {
  private entries: Entry[] = [];
  private nextId = 1;

  add(rule: QuirkRule): number {
    const id = this.nextId++;
    const left = rule.times ?? Number.POSITIVE_INFINITY;
    this.entries.unshift({
      id,
      rule,
      feature: isFeature(rule),
      left,
      skip: rule.skip ?? 0,
      arrivals: [],
    });
    this.entries.sort((a, b) => narrowness(b.rule) - narrowness(a.rule));
    return id;
  }

  remove(id: number): boolean {
    const before = this.entries.length;
    this.entries = this.entries.filter((entry) => entry.id !== id);
    return this.entries.length < before;
  }

  clear(): void {
    this.entries = [];
  }

  list(): { id: number; rule: QuirkRule; left: number | null }[] {
    return this.entries.map(({ id, rule, left }) => ({
      id,
      rule,
      left: Number.isFinite(left) ? left : null,
    }));
  }

  /** What applies to this request; counted quirks are used up by it. */
  take<S extends Surface>(on: S, target: Target): Taken<S> {
    const taken: Taken<S> = { takeover: undefined, features: [] };
    for (const entry of this.entries) {
      if (entry.rule.on !== on || !matches(entry.rule, target)) continue;
      if (!entry.feature && taken.takeover !== undefined) continue;
      if (!strikes(entry)) continue;
      // The rule was validated against this surface's own schemas, so its quirk is one of that surface's.
      if (entry.feature) taken.features.push(entry.rule.quirk as Features[S]);
      else taken.takeover = entry.rule.quirk as Takeovers[S];
    }
    this.entries = this.entries.filter((entry) => entry.left > 0);
    return taken;
  }
}

function narrowness(rule: QuirkRule): number {
  if (rule.product !== undefined) return 2;
  return rule.seller === undefined ? 0 : 1;
}

function matches(rule: QuirkRule, target: Target): boolean {
  if (rule.product !== undefined && rule.product !== target.product) return false;
  if (rule.seller !== undefined && rule.seller !== target.seller) return false;
  return rule.agent === undefined || new RegExp(rule.agent, 'i').test(target.agent ?? '');
}

function strikes(entry: Entry): boolean {
  if (entry.skip > 0) {
    entry.skip -= 1;
    return false;
  }
  if (entry.rule.quirk.kind === 'rate' && !overRate(entry, entry.rule.quirk.perSecond)) return false;
  entry.left -= 1;
  return true;
}

function overRate(entry: Entry, perSecond: number): boolean {
  const now = performance.now();
  entry.arrivals = entry.arrivals.filter((at) => now - at < 1000);
  if (entry.arrivals.length >= perSecond) return true;
  entry.arrivals.push(now);
  return false;
}
