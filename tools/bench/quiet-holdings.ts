import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Held } from './held';
import { type BenchRow, rowsOf } from './row';
import type { RunningSystem } from './running-system';

/** The Scout leaves a minute after its last visit, connections to the database half a minute after their last query. */
const ALL_GONE_MS = 75_000;
/** Crons open connections every minute, which stay for up to half of it: the least in a minute is what never goes. */
const LOOKS = 14;
const BETWEEN_LOOKS_MS = 5_000;

/** What must come back to what it was once nothing is under way any more. */
export interface Holdings {
  parts: Record<string, Held>;
  connections: number;
  scoutFolders: number;
  unfinished: Record<string, number>;
}

/** What is under way, by table: nothing, once all is quiet. */
const UNFINISHED = {
  'products without an outcome': `"syncItems" WHERE "outcome" IS NULL`,
  'runs that are not finished': `"syncRuns" WHERE "state" NOT IN ('finished', 'failed')`,
  'entries of the index whose product is not live': `"vectorEntries" e LEFT JOIN "products" p USING ("productId")
     WHERE e."deletedAt" IS NULL AND p."isListed" IS NOT TRUE`,
  'products that are gone and still live': `"products" WHERE "isListed" AND NOT "isActive"`,
  'events of the engine that wait for their batch': `engine.batch_items`,
  'runs of the engine that are overdue': `engine.runs WHERE status = 'queued' AND due_at < now() - interval '10 s'`,
  'runs of the engine that failed': `engine.runs WHERE status = 'failed'`,
} satisfies Record<string, string>;

export async function quietHoldings(system: RunningSystem): Promise<Holdings> {
  await system.untilQuiet();
  await sleep(ALL_GONE_MS);
  const count = async (from: string): Promise<number> => {
    const { rows } = await system.database.query<{ n: number }>(`SELECT count(*)::int AS "n" FROM ${from}`);
    return rows[0]?.n ?? Number.NaN;
  };
  const unfinished: Record<string, number> = {};
  for (const [what, from] of Object.entries(UNFINISHED)) unfinished[what] = await count(from);
  const names = await readdir(tmpdir());
  const mark = `~${system.pids.worker}~`;
  const scoutFolders = names.filter((name) => name.startsWith('soko-scout-') && name.includes(mark)).length;
  let parts = await system.held();
  let connections = Number.POSITIVE_INFINITY;
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep(BETWEEN_LOOKS_MS);
    const now = await system.held();
    parts = Object.fromEntries(Object.entries(parts).map(([part, held]) => [part, least(held, now[part] ?? held)]));
    connections = Math.min(connections, await count(CONNECTIONS));
  }
  return { parts, connections, scoutFolders, unfinished };
}

/** The one that counts is left out. */
const CONNECTIONS = `pg_stat_activity WHERE "backend_type" = 'client backend' AND "pid" <> pg_backend_pid()`;

const least = (a: Held, b: Held): Held => ({
  memoryMb: Math.min(a.memoryMb, b.memoryMb),
  processes: Math.min(a.processes, b.processes),
  threads: Math.min(a.threads, b.threads),
  descriptors: Math.min(a.descriptors, b.descriptors),
  sockets: Math.min(a.sockets, b.sockets),
});

/**
 * A pool that has grown by one is no leak, one for each wave is: so many more than before are let pass. `before`: after
 * the first wave, when everything has been used once.
 */
const SLACK = 3;

export function holdingRows(bench: string, before: Holdings, after: Holdings): BenchRow[] {
  const { rows, add } = rowsOf(bench);
  for (const [part, held] of Object.entries(after.parts)) {
    const then = before.parts[part];
    if (then === undefined) continue;
    for (const of of ['processes', 'threads', 'descriptors', 'sockets'] as const) {
      // Of the Scout nothing may be left at all. Each connection keeps some files of PostgreSQL's open, up to a limit.
      const atMost = part === 'scout' ? 0 : then[of] + SLACK;
      const target = part === 'postgres' && of === 'descriptors' ? undefined : { atMost };
      add(`${part}: ${of}, ${then[of]} after the first wave`, held[of], '', target);
    }
  }
  const { connections } = before;
  const most = { atMost: connections + SLACK };
  add(`connections to the database, ${connections} after the first wave`, after.connections, '', most);
  add('folders of the Scout that are left', after.scoutFolders, '', { atMost: 0 });
  for (const [what, count] of Object.entries(after.unfinished))
    add(`${what}, when all is quiet`, count, '', { atMost: 0 });
  return rows;
}
