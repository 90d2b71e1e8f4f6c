import { z } from 'zod';
import type { Expected } from '@/e2e/world/sellers/expected';
import type { World } from '@/e2e/world/world';
import { type DemoSync, openCount, readJson, readProgress } from './syncs';

const pageSchema = z.object({
  items: z.array(
    z.object({
      productId: z.string(),
      outcome: z.string().nullable(),
      problem: z.object({ code: z.string() }).nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
type Item = z.infer<typeof pageSchema>['items'][number];

export interface Summary {
  text: string;
  /** Products of the world that were not found, found ones without an outcome, and counters that do not add up. */
  lost: number;
}

/** What became of every product, held against what the stand-in world knows to be true. */
export async function readSummary(url: string, syncs: DemoSync[], world: World): Promise<Summary> {
  const items = (await Promise.all(syncs.map((sync) => readItems(url, sync)))).flat();
  const open = (await Promise.all(syncs.map((sync) => readProgress(url, sync)))).map(openCount);
  const outcomes = new Map(items.map((item) => [item.productId, item]));
  const expected = world
    .products()
    .filter((product) => product.listed)
    .map(({ id }) => world.expectedOutcome(id));

  const missing = expected.filter(({ productId }) => !outcomes.has(productId));
  const without = items.filter(({ outcome }) => outcome === null);
  const other = expected.filter((product) => isOther(product, outcomes.get(product.productId)));
  const asTheyAre = expected.length - other.length - missing.length;
  const lost = missing.length + without.length + open.filter((count) => count !== 0).length;
  const lines = [
    `${items.length} products found, ${items.length - without.length} with an outcome: ${countOutcomes(items)}`,
    `${expected.length} were there to be found; ${asTheyAre} became what they are`,
    ...other.map(
      (product) =>
        `  ${product.productId}: expected ${product.outcome}, is ${statusText(outcomes.get(product.productId))}`,
    ),
    ...missing.map(({ productId }) => `  ${productId}: not found`),
    lost === 0 ? 'Nothing was lost.' : `${lost} LOST.`,
  ];
  return { text: lines.join('\n'), lost };
}

/**
 * In a demo that was kept, what has not changed is left as it was. A product without a picture goes to a person, or
 * nowhere.
 */
function isOther({ outcome }: Expected, item: Item | undefined): boolean {
  if (item === undefined || item.outcome === 'unchanged') return false;
  if (outcome === 'no-picture') return item.outcome !== 'flagged' && item.outcome !== 'rejected';
  return item.outcome !== outcome;
}

function statusText(item: Item | undefined): string {
  const { outcome = null, problem = null } = item ?? {};
  return `${outcome ?? 'without an outcome'}${problem === null ? '' : ` (${problem.code})`}`;
}

function countOutcomes(items: Item[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of items) if (outcome !== null) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

async function readItems(url: string, { syncId }: DemoSync): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = new URLSearchParams({ limit: '200', ...(cursor === '' ? {} : { cursor }) }).toString();
    const page = pageSchema.parse(await readJson(`${url}/api/syncs/${syncId}/items?${query}`));
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
