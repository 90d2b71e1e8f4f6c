import type { Pool } from 'pg';
import { cpuBeside, ingest } from './ingest';
import { answerTimes, marketPages } from './market-pages';
import { anotherClient, searchByPhoto } from './photo-search';
import { type BenchRow, percentile, rowsOf } from './row';
import { takePhotos } from './search';
import { type SeededCatalogue, seedCatalogue } from './seed-catalogue';
import { newSeller, type SystemInWorld, withWorld } from './with-world';

const SIZES = [1_000, 10_000, 100_000];
/** A process that has just started compiles: these come first, and are not measured. */
const WARM_UP = 400;
/** So many sellers, one after another, of so many products each. */
const TURNS = 3;
const INGESTED = 150;
const PHOTO_SEARCHES = 100;
/** Flat: no more than by a fifth. */
const AT_MOST_TIMES = 1.2;
/**
 * Of all processes. Web and worker each have the live products' vectors in memory, 4.1 KB a product, web their words
 * besides: this grows by design, and is bounded for each product.
 */
const AT_MOST_KB = 12;

interface Stocked extends SystemInWorld {
  /** That were there before. */
  products: number;
  catalogue: SeededCatalogue;
}

interface Figure {
  what: string;
  unit: string;
  /** For each size. */
  values: number[];
  /** Whether the sizes are compared, and held to be the same; why they are not, where something says it. */
  isFlat: boolean | { because: string };
}

/**
 * A few hundred products through the whole pipeline, every shopper page and search, with so many products there
 * already: what each takes with more of them, against the fewest. The systems run beside each other and take turns,
 * page by page and seller by seller: what else the machine does meets all of them.
 */
export async function benchGrowth(root: string, sizes: readonly number[] = SIZES): Promise<BenchRow[]> {
  return withStocked(root, sizes, async (systems) => {
    const figures = [...(await shopperFigures(systems)), ...(await ingestFigures(systems))];
    return [...figures.flatMap((figure) => figureRows(figure, sizes)), ...(await memoryRows(systems))];
  });
}

async function withStocked<T>(
  root: string,
  [products, ...more]: readonly number[],
  work: (systems: Stocked[]) => Promise<T>,
  opened: Stocked[] = [],
): Promise<T> {
  if (products === undefined) return work(opened);
  process.stderr.write(`growth: ${products} products …\n`);
  return withWorld({ root }, async ({ system, world }) => {
    const catalogue = await seedCatalogue(system.database, products);
    return withStocked(root, more, work, [...opened, { system, world, products, catalogue }]);
  });
}

function figureRows({ what, unit, values, isFlat }: Figure, sizes: readonly number[]): BenchRow[] {
  const { rows, add } = rowsOf('growth');
  const [least = 0] = sizes;
  for (const [at, size] of sizes.entries()) add(`${what}: ${short(size)}`, values[at] ?? Number.NaN, unit);
  for (const [at, size] of sizes.entries()) {
    const times = (values[at] ?? Number.NaN) / (values[0] ?? Number.NaN);
    if (at === 0 || isFlat === false) continue;
    const against = `${what}: ${short(size)} against ${short(least)}`;
    if (isFlat === true) add(against, times, '×', { atMost: AT_MOST_TIMES });
    else add(`${against} (${isFlat.because})`, times, '×');
  }
  return rows;
}

async function memoryRows(systems: readonly Stocked[]): Promise<BenchRow[]> {
  const { rows, add } = rowsOf('growth');
  let least: { products: number; memoryMb: number } | undefined;
  for (const { system, products } of systems) {
    const held = Object.values(await system.held());
    const memoryMb = held.reduce((sum, each) => sum + each.memoryMb, 0);
    add(`memory, all processes: ${short(products)}`, memoryMb, 'MB');
    least ??= { products, memoryMb };
    if (products === least.products) continue;
    const kilobytes = ((memoryMb - least.memoryMb) * 1024) / (products - least.products);
    // Of fewer, what garbage happens to wait decides.
    const target = products >= 50_000 ? { atMost: AT_MOST_KB } : undefined;
    add(`memory for each product more (vectors, words): ${short(products)}`, kilobytes, 'KB', target);
  }
  return rows;
}

const short = (products: number): string => (products >= 1_000 ? `${products / 1_000}k` : String(products));

async function shopperFigures(systems: readonly Stocked[]): Promise<Figure[]> {
  const figures = medians('search by photo, without the model', await photoTimes(systems));
  const pages = await Promise.all(systems.map(({ system, catalogue }) => marketPages(system.database, catalogue)));
  for (const [at, { name, grows }] of (pages[0] ?? []).entries()) {
    const asked = systems.map(({ system }, which) => ({ url: system.url, page: pages[which]?.[at] }));
    const times = await answerTimes(asked.flatMap(({ url, page }) => (page ? [{ url, page }] : [])));
    figures.push(...medians(name, times, grows === undefined ? true : { because: grows }));
  }
  return figures;
}

/** What the server says a search took beside the model; the first third warms up. */
async function photoTimes(systems: readonly Stocked[]): Promise<number[][]> {
  const photos = await takePhotos(systems[0]?.catalogue.pictures.slice(0, PHOTO_SEARCHES / 2) ?? []);
  const client = anotherClient();
  const times: number[][] = systems.map(() => []);
  for (const photo of [...photos, ...photos, ...photos])
    for (const [at, { system }] of systems.entries())
      times[at]?.push((await searchByPhoto(system.url, photo, client)).restMs);
  return times.map((each) => each.slice(photos.length));
}

/** A machine that is shared makes the slowest of forty twice as slow: the median is compared. */
function medians(what: string, times: readonly number[][], isFlat: Figure['isFlat'] = true): Figure[] {
  const of = (share: number) => times.map((each) => percentile(each, share));
  return [
    { what: `${what}, p50`, values: of(0.5), unit: 'ms', isFlat },
    { what: `${what}, p95`, values: of(0.95), unit: 'ms', isFlat: false },
  ];
}

interface Ingested {
  msEach: number;
  cpu: ReturnType<typeof cpuBeside>;
  picturesEach: number;
  pagesEach: number;
}

async function ingestFigures(systems: readonly Stocked[]): Promise<Figure[]> {
  for (const { system, world } of systems) {
    await ingest(system, (await newSeller(world, WARM_UP)).link, WARM_UP);
    await system.untilQuiet();
    await holdLikeness(system.database);
  }
  const turns: Ingested[][] = systems.map(() => []);
  for (let turn = 0; turn < TURNS; turn += 1)
    for (const [at, running] of systems.entries()) turns[at]?.push(await ingestOne(running));
  const figure = (what: string, unit: string, of: (one: Ingested) => number, isFlat = true): Figure => ({
    what: `ingestion: ${what}`,
    unit,
    values: turns.map((each) => each.reduce((sum, one) => sum + of(one), 0) / each.length),
    isFlat,
  });
  return [
    figure('time per product', 'ms', ({ msEach }) => msEach),
    figure('CPU per product beside the model, smaller copies too', 'ms', ({ cpu }) => cpu.all),
    ...['worker', 'postgres', 'engine', 'web'].map((part) =>
      figure(`CPU per product: ${part}`, 'ms', ({ cpu }) => cpu.byPart[part] ?? Number.NaN, false),
    ),
    figure('pictures fetched per product', '', ({ picturesEach }) => picturesEach),
    figure('pages fetched per product', '', ({ pagesEach }) => pagesEach),
  ];
}

/**
 * Likeness is measured anew once there are 1.5 × as many stored pictures: here, where seeded products have none, some
 * turns would have it and others not. Lies between what there is before and after all turns.
 */
const HELD_AT = Math.round(Math.sqrt(WARM_UP * (WARM_UP + TURNS * INGESTED)));

async function holdLikeness(database: Pool): Promise<void> {
  await database.query(
    `INSERT INTO "likenessFloors" ("space", "photos", "products")
     SELECT "space", 0, $1 FROM "embeddingSpaces" WHERE "state" = 'in_use'
     ON CONFLICT ("space") DO UPDATE SET "products" = excluded."products", "measuredAt" = now()`,
    [HELD_AT],
  );
}

async function ingestOne({ system, world }: Stocked): Promise<Ingested> {
  const { link } = await newSeller(world, INGESTED);
  await world.process.control('reset-stats');
  const before = await system.cpu();
  const seconds = await ingest(system, link, INGESTED);
  const after = await system.untilQuiet();
  const { pictures, pages } = await world.process.served();
  return {
    msEach: (seconds * 1_000) / INGESTED,
    cpu: cpuBeside(before, after, INGESTED),
    picturesEach: pictures / INGESTED,
    pagesEach: pages / INGESTED,
  };
}
