import { createDatabase, type Database } from '@/lib/platform/db';
import { readPlan, type StatementPlan } from './read-plan';

export interface WatchedPlan extends StatementPlan {
  /** What it was sent for first. */
  work: string;
  ms: number;
}

export interface PlanWatch {
  database: Database;
  /** Whatever the database is asked meanwhile is kept, each statement with the plan of it that read the most. */
  during(work: string, run: () => Promise<unknown>): Promise<void>;
  plans(): WatchedPlan[];
}

/**
 * PostgreSQL itself tells each connection how it did each statement: with the plan that it really took, which for a
 * prepared one may know nothing of the values any more. The role has to be a superuser.
 */
const SETTINGS = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  // Asking the clock for every row would be most of the time.
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
};

/** Of auto_explain's message. */
const DURATION = /^duration: ([\d.]+) ms {2}plan:\n/;

export function watchPlans(url: string): PlanWatch {
  const watched = new URL(url);
  const options = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`);
  watched.searchParams.set('options', options.join(' '));
  const database = createDatabase(watched.href);
  const plans = new Map<string, WatchedPlan>();
  let work: string | null = null;
  const take = (message: string) => {
    const [head, ms] = DURATION.exec(message) ?? [];
    if (work === null || head === undefined) return;
    const plan = { ...readPlan(message.slice(head.length)), work, ms: Number(ms) };
    const key = shapeOf(plan.text);
    const known = plans.get(key);
    if (known === undefined || isWorse(plan, known)) plans.set(key, plan);
  };
  database.pool.on('connect', (client) => client.on('notice', ({ message }) => take(message ?? '')));
  return {
    database,
    async during(name, run) {
      work = name;
      await run();
      work = null;
    },
    plans: () => [...plans.values()].sort((a, b) => mostRead(b) - mostRead(a)),
  };
}

/** As much read in less time: what was read from the disk first is in memory by then. */
function isWorse(plan: WatchedPlan, known: WatchedPlan): boolean {
  const more = mostRead(plan) - mostRead(known);
  return more > 0 || (more === 0 && plan.ms < known.ms);
}

export const mostRead = ({ reads }: StatementPlan): number => reads[0]?.read ?? 0;

/** The same for lists of any length. */
const shapeOf = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\$\d+/g, '$')
    .replace(/\$(?:, ?\$)+/g, '$');
