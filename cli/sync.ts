import { text as readAll } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { workRequests } from '@/inngest/work-requests';
import { maskPhone } from '@/lib/platform/phone';
import { visibleText } from '@/lib/platform/visible-text';
import { OPERATOR, onboardSellers } from '@/lib/sellers/onboard-sellers';
import type { Onboarded } from '@/lib/sellers/onboarded.schema';
import { readSync } from '@/lib/syncs/read-sync';
import type { SyncView } from '@/lib/syncs/sync-view.schema';
import { type Connection, say, withConnection } from './connect';

const LOOK_EVERY_MS = 500;

interface SyncOptions {
  wait?: boolean;
  json?: boolean;
}

export function syncCommand(): Command {
  return new Command('sync')
    .description('Ingests whatever catalogue and product links are in the given text.')
    .argument('<links...>', 'links, whole share messages, or - for standard input')
    .option('--wait', 'until every product has its outcome; exit code 1 if a sync failed')
    .option('--json', 'print JSON')
    .action((links: string[], options: SyncOptions) =>
      withConnection((connection) => sync(connection, links, options)),
    );
}

async function sync(connection: Connection, links: string[], { wait, json }: SyncOptions): Promise<void> {
  const { database, settings, key } = connection;
  const given = await Promise.all(links.map((link) => (link === '-' ? readAll(process.stdin) : link)));
  const onboarded = await onboardSellers(
    {
      ...workRequests(connection.inngest),
      db: connection.database.prisma,
      whatsappOrigin: settings.WHATSAPP_ORIGIN,
      phoneKey: key('phone hashes'),
    },
    given.join('\n'),
    OPERATOR,
  );
  if (!json) sayAccepted(onboarded);
  if (!wait) {
    if (json) say(JSON.stringify(onboarded, null, 2));
    return;
  }
  const views = await Promise.all(onboarded.sellers.map(({ syncId }) => untilOver(database.prisma, syncId)));
  if (json) say(JSON.stringify({ ...onboarded, syncs: views }, null, 2));
  else for (const view of views) sayOver(view);
  if (views.some(({ state }) => state === 'failed')) process.exitCode = 1;
}

async function untilOver(db: Connection['database']['prisma'], syncId: string): Promise<SyncView> {
  for (;;) {
    const view = await readSync(db, syncId);
    if (view === null) throw new Error(`sync ${syncId} has been erased meanwhile`);
    if (view.state === 'finished' || view.state === 'failed') return view;
    await sleep(LOOK_EVERY_MS);
  }
}

function sayAccepted({ sellers, accepted, rejected }: Onboarded): void {
  for (const { phone, syncId } of sellers) {
    const what = accepted.filter((link) => link.phone === phone);
    const products = what.filter(({ kind }) => kind === 'product').length;
    const parts = [what.length > products ? 'catalogue' : '', products > 0 ? `${products} products` : ''].filter(
      Boolean,
    );
    say(`${maskPhone(phone)}  ${parts.join(' and ')}  sync ${syncId}`);
  }
  for (const { text, message } of rejected) say(visibleText(`refused: ${text.slice(0, 80)}: ${message}`));
}

function sayOver({ id, state, outcome, detail, counts }: SyncView): void {
  const told = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? `${count} ${what}` : []));
  say(`sync ${id} ${state}${outcome === null ? '' : ` (${outcome})`}: ${told.join(', ') || 'nothing found'}`);
  if (detail !== null) say(visibleText(`  ${detail}`));
}
