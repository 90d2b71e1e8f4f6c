import { z } from 'zod';

/** As `auto_explain` and EXPLAIN write it, of what is read here. Rows are those of one loop, on average. */
const planSchema = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Actual Rows': z.number().default(0),
  'Actual Loops': z.number().default(0),
  'Rows Removed by Filter': z.number().default(0),
  'Rows Removed by Index Recheck': z.number().default(0),
  get Plans(): z.ZodOptional<z.ZodArray<typeof planSchema>> {
    return z.array(planSchema).optional();
  },
});
type Plan = z.infer<typeof planSchema>;

const explained = z.object({ 'Query Text': z.string(), Plan: planSchema });

/** What one node of a plan takes from a table or from an index of it, all its loops together. */
interface NodeRead {
  /** e.g. `Index Scan products_newest_idx` */
  node: string;
  /** Null for the bitmap of an index, which does not name it. */
  table: string | null;
  isWithoutIndex: boolean;
  read: number;
  /** Of these, so many were read for nothing. */
  removed: number;
}

export interface StatementPlan {
  text: string;
  returned: number;
  /** The most rows first. */
  reads: NodeRead[];
}

/** Throws for what is no plan. */
export function readPlan(json: string): StatementPlan {
  const { 'Query Text': text, Plan: root } = explained.parse(JSON.parse(json));
  return {
    text,
    returned: Math.max(...writes(root).map((plan) => rowsOf(plan))),
    reads: nodesOf(root)
      .filter((plan) => plan['Relation Name'] !== undefined || plan['Index Name'] !== undefined)
      .map(toRead)
      .sort((a, b) => b.read - a.read),
  };
}

/** What only writes returns nothing; what it wrote came from below it. */
const writes = (plan: Plan): Plan[] => (plan['Node Type'] === 'ModifyTable' ? [plan, ...(plan.Plans ?? [])] : [plan]);

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const rowsOf = (plan: Plan): number => Math.round(plan['Actual Rows'] * plan['Actual Loops']);

function toRead(plan: Plan): NodeRead {
  const { 'Node Type': type, 'Relation Name': table = null, 'Index Name': index } = plan;
  const removed = Math.round(
    (plan['Rows Removed by Filter'] + plan['Rows Removed by Index Recheck']) * plan['Actual Loops'],
  );
  const isWritten = type === 'ModifyTable';
  return {
    node: `${type} ${index ?? table}`,
    table,
    isWithoutIndex: type === 'Seq Scan',
    read: isWritten ? 0 : rowsOf(plan) + removed,
    removed,
  };
}

export interface Bounds {
  /** Tables of which a part is read, however it is found. */
  big: ReadonlySet<string>;
  /** A node may read so many rows for nothing, or without an index. */
  removed: number;
  /** And so many in all, or so many for each that the statement returns. */
  read: number;
  perReturned: number;
  /** The bitmap of an index is made of all its entries, but only of those: no row is read for it. */
  entries: number;
}

/** What is wrong with it; null where nothing is. */
export function faultOf({ reads, returned }: StatementPlan, bounds: Bounds): string | null {
  for (const { node, table, isWithoutIndex, read, removed } of reads) {
    if (table === null && read <= bounds.entries) continue;
    if (table !== null && !bounds.big.has(table)) continue;
    // With a limit, its first rows may be all that is read.
    if (isWithoutIndex && read > bounds.removed) return `${node} reads ${read} rows without an index`;
    if (removed > bounds.removed) return `${node} throws ${removed} of ${read} rows away`;
    if (read > bounds.read && read > returned * bounds.perReturned) return `${node} reads ${read} rows for ${returned}`;
  }
  return null;
}
