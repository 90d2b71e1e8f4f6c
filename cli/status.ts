import { Command } from 'commander';
import { z } from 'zod';
import { HealthWatch } from '@/lib/operations/health-watch';
import { readOverview, type SystemState } from '@/lib/operations/overview';
import type { Overview } from '@/lib/operations/overview.schema';
import { pausedStageSchema } from '@/lib/pauses/pauses.schema';
import { pausedServiceSchema } from '@/lib/service-faults/paused-services.schema';
import { type Connection, JSON_OUTPUT, type OutputOptions, tell, withConnection } from './connect';

const PATIENCE_MS = 10_000;

/** What of `/api/ready` is told here. */
const readinessSchema = z.object({
  ready: z.boolean(),
  checks: z.record(
    z.string(),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true) }),
      z.object({ ok: z.literal(false), message: z.string() }),
    ]),
  ),
  paused: z.array(pausedServiceSchema),
  pausedStages: z.array(pausedStageSchema),
});

export function statusCommand(): Command {
  return new Command('status')
    .description('How the running system is: what answers, what waits, what has failed. Exit code 1: it is not ready.')
    .option(...JSON_OUTPUT)
    .action((options: OutputOptions) => withConnection((connection) => status(connection, options)));
}

async function status(connection: Connection, options: OutputOptions): Promise<void> {
  const { settings, database } = connection;
  const system = await askWeb(settings.PUBLIC_URL);
  const overview = await readOverview(database.prisma, system, { cron: settings.HEARTBEAT_CRON });
  if (!overview.ready) process.exitCode = 1;
  const { lastHour: _, lastDay: __, ...told } = overview;
  tell(options, told, inWords(overview));
}

async function askWeb(publicUrl: string): Promise<SystemState> {
  const watch = new HealthWatch();
  try {
    const response = await fetch(new URL('/api/ready', publicUrl), { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { checks, ...told } = readinessSchema.parse(await response.json());
    return { ...told, health: watch.observe(checks) };
  } catch (error) {
    const message = `${publicUrl} does not answer: ${error instanceof Error ? error.message : String(error)}`;
    const health = watch.observe({ web: { ok: false, message } });
    return { ready: false, health, paused: [], pausedStages: [] };
  }
}

function inWords(overview: Overview): string[] {
  const { ready, health, paused, pausedStages, heartbeat, market, stages, causes, expiring } = overview;
  return [
    ready ? 'Soko is ready.' : 'Soko is not ready.',
    ...health.flatMap(({ name, ok, message }) => (ok ? [] : [`✗ ${name}: ${message}`])),
    ...paused.map(({ service, message, remedy, waiting }) => `✗ ${service}, ${waiting} wait: ${message} → ${remedy}`),
    ...pausedStages.map(({ stage, since, waiting }) => `· ${stage} is paused since ${since}, ${waiting} wait`),
    `${market.live} of ${market.products} products of ${market.sellers} sellers are live; ` +
      `${market.waiting} wait for a moderator.`,
    ...stages.flatMap(({ stage, waiting, oldest }) =>
      waiting === 0 ? [] : [`${stage.padEnd(8)} ${waiting} wait, the oldest since ${oldest}`],
    ),
    ...causes.map(({ code, count }) => `failed   ${count} by ${code}`),
    expiring.expired > 0 ? `${expiring.expired} live products have a picture whose link is dead.` : '',
    heartbeat.pausedSince === null
      ? `The heartbeat comes next at ${heartbeat.next}.`
      : `The heartbeat is paused since ${heartbeat.pausedSince}.`,
  ].filter((line) => line !== '');
}
