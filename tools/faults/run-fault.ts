import { setTimeout as sleep } from 'node:timers/promises';
import { findInconsistencies, type Inconsistencies, type RunFacts } from '@/e2e/pipeline/inconsistencies';
import { isOver } from '../demo/syncs';
import { type Fault, MOMENTS, type Moment, PRODUCTS } from './fault';
import type { FaultySystem } from './faulty-system';
import { type Recovery, recover } from './recovery';
import { inWords } from './seen';
import { ROLES, Witness } from './witness';

/** For a moment to come; a fault that comes too late strikes all the same. */
const MOMENT_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 20;

/** What came of one fault. */
export interface Row extends Inconsistencies {
  name: string;
  what: string;
  because?: string;
  mostOtherwise?: number;
  injected: string;
  seen: string;
  recovery: Recovery;
  /** Products that ended in another way than live with a stored picture, by how. */
  otherwise: Record<string, number>;
}

export async function runFault(system: FaultySystem, fault: Fault, minuteMs: number): Promise<Row> {
  const seller = await system.world.addSeller(PRODUCTS);
  await fault.prepare?.(system, seller);
  const paste = fault.paste ?? (() => system.paste(system.world.catalogueLink(seller.phone)));
  const syncIds = await paste(system);
  const witness = new Witness(system.sight, syncIds[0]);
  const injected: string[] = [];
  try {
    for (const moment of fault.moments ?? [MOMENTS.hydrate]) {
      injected.push(await untilMoment(system, syncIds, moment));
      await fault.inject(system, seller);
    }
    if (fault.lasts !== undefined) await sleep(minuteMs);
  } finally {
    await fault.end?.(system);
  }
  const recovery = await recover(system, syncIds, fault.withinMs);
  const answers = await witness.end();
  const facts = await Promise.all(syncIds.map((syncId) => system.readFacts(syncId)));
  const found = facts.map(findInconsistencies);
  return {
    name: fault.name,
    what: fault.what,
    ...(fault.because === undefined ? {} : { because: fault.because }),
    ...(fault.mostOtherwise === undefined ? {} : { mostOtherwise: fault.mostOtherwise }),
    injected: injected.join(', '),
    seen: ROLES.map((role) => `${role}: ${inWords(answers[role])}`).join(' · '),
    recovery,
    lost: found.flatMap(({ lost }) => lost),
    doubled: found.flatMap(({ doubled }) => doubled),
    otherwise: endedOtherwise(facts),
  };
}

/** In words: the moment, and how far the run really was. */
async function untilMoment(system: FaultySystem, syncIds: readonly string[], moment: Moment): Promise<string> {
  const giveUpAt = Date.now() + MOMENT_WITHIN_MS;
  for (;;) {
    const sync = await system.readSync(syncIds[0] ?? '');
    const isHere = sync !== undefined && (moment.reached(sync.counts) || isOver(sync));
    if (!isHere && Date.now() < giveUpAt) {
      await sleep(LOOK_EVERY_MS);
      continue;
    }
    if (sync === undefined) return `${moment.name} (how far it was is not known)`;
    const { hydrated, embedded, approved, persisted } = sync.counts;
    const done = Object.entries({ read: hydrated, embedded, approved, stored: persisted })
      .filter(([, count]) => count > 0)
      .map(([how, count]) => `${count} ${how}`);
    return `${moment.name}${isOver(sync) ? ', too late' : ''} (${done.join(', ') || 'nothing read'})`;
  }
}

function endedOtherwise(facts: readonly RunFacts[]): Record<string, number> {
  const ends = facts.flatMap(({ items }) =>
    items.flatMap(({ outcome, persisted }) => {
      if (outcome === 'approved') return persisted ? [] : ['live without a stored picture'];
      return [outcome ?? 'open'];
    }),
  );
  const counts: Record<string, number> = {};
  for (const end of ends) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
}
