import type { CatalogueInput } from './quirks/catalogue';
import { catalogueSchema } from './quirks/catalogue';
import { QuirkBook } from './quirks/quirk-book';
import { quirkRuleSchema } from './quirks/surfaces';
import type { Latency, SellerScenario, WorldProduct, WorldSeller } from './sellers/types';
import { Stats } from './stats';

const NO_LATENCY: Latency = {
  link: 0,
  page: 0,
  catalogue: 0,
  image: 0,
  gemini: 0,
  resource: 0,
};

/** Everything the world knows: sellers, products, quirks, delays, its clock. No HTTP. */
export class WorldState {
  readonly sellers = new Map<string, WorldSeller>();
  readonly products = new Map<string, WorldProduct>();
  readonly quirks = new QuirkBook();
  readonly stats = new Stats();
  readonly latency: Latency;
  /** Moves whenever a product or its words change. */
  revision = 0;
  private clockOffsetMs = 0;

  constructor(
    private readonly scenarios: readonly SellerScenario[],
    private readonly initialLatency: Partial<Latency>,
  ) {
    this.latency = { ...NO_LATENCY };
    this.resetAll();
  }

  /** The world as it started: products, texts, pictures, quirks, delays, clock and counters. */
  resetAll(): void {
    this.sellers.clear();
    this.products.clear();
    this.quirks.clear();
    this.stats.reset();
    this.clockOffsetMs = 0;
    Object.assign(this.latency, NO_LATENCY);
    this.setLatency(this.initialLatency);
    for (const scenario of this.scenarios) this.addSeller(scenario);
  }

  addSeller({ seller, products, quirks = [] }: SellerScenario): void {
    this.revision += 1;
    this.sellers.set(seller.phone, structuredClone(seller));
    for (const product of products) {
      if (this.products.has(product.id)) throw new Error(`two products with id ${product.id}`);
      this.products.set(product.id, structuredClone(product));
    }
    for (const quirk of quirks) this.quirks.add(quirkRuleSchema.parse(quirk));
  }

  /** Setting `page` alone also sets the hop that leads to it, unless that is given too. */
  setLatency(change: Partial<Latency>): void {
    Object.assign(this.latency, change.page === undefined ? {} : { link: change.page }, change);
  }

  latencyOf(what: keyof Latency, phone?: string): number {
    const own = phone === undefined ? undefined : this.sellers.get(phone)?.latency;
    return own?.[what] ?? (what === 'link' ? own?.page : undefined) ?? this.latency[what];
  }

  setCatalogue(phone: string, change: CatalogueInput): void {
    const seller = this.sellers.get(phone);
    if (seller === undefined) throw new UnknownThing(`no seller ${phone}`);
    seller.catalogue = catalogueSchema.parse({
      ...seller.catalogue,
      ...change,
    });
  }

  product(id: string): WorldProduct {
    const product = this.products.get(id);
    if (product === undefined) throw new UnknownThing(`no product ${id}`);
    return product;
  }

  updateProduct(id: string, change: Partial<Omit<WorldProduct, 'id' | 'phone'>>): WorldProduct {
    this.revision += 1;
    return Object.assign(this.product(id), change);
  }

  productsOf(phone: string): WorldProduct[] {
    return [...this.products.values()].filter((product) => product.phone === phone);
  }

  now(): number {
    return Date.now() + this.clockOffsetMs;
  }

  advanceClock(ms: number): void {
    this.clockOffsetMs += ms;
  }
}

export class UnknownThing extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnknownThing';
  }
}
