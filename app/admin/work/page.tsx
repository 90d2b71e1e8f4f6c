import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { HeartbeatPanel } from '@/components/admin/heartbeat-panel';
import { OptOutPanel } from '@/components/admin/opt-out-panel';
import { PausedServices } from '@/components/admin/paused-services';
import { StagePauses } from '@/components/admin/stage-pauses';
import { readActorNames } from '@/lib/operations/actor-names';
import { readHeartbeat } from '@/lib/operations/heartbeat-state';
import { readWaitingByStage } from '@/lib/operations/waiting-by-stage';
import { readPauses } from '@/lib/pauses/pauses';
import { env } from '@/lib/platform/env';
import { readOptOuts } from '@/lib/sellers/opt-outs';
import { readPausedServices } from '@/lib/service-faults/paused-services';

export const metadata: Metadata = { title: 'Stages' };

const OPT_OUTS = 20;

export default async function WorkPage() {
  await requirePageRole('admin');
  const db = database();
  const cron = env().HEARTBEAT_CRON;
  const [paused, pauses, stages, heartbeat, optOuts] = await Promise.all([
    readPausedServices(db),
    readPauses(db),
    readWaitingByStage(db),
    readHeartbeat(db, { cron, now: new Date() }),
    readOptOuts(db, OPT_OUTS),
  ]);
  const names = await readActorNames(
    db,
    pauses.map(({ pausedBy }) => pausedBy),
  );
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-6">
      <h1 className="text-xl font-semibold">Stages and heartbeat</h1>
      {paused.length > 0 ? <PausedServices paused={paused} /> : null}
      <StagePauses
        stages={stages}
        pauses={pauses.map(({ what, reason, pausedBy, since }) => ({
          ...{ what, reason, since: since.toISOString() },
          by: names.get(pausedBy) ?? pausedBy,
        }))}
      />
      <div className="grid gap-6 lg:grid-cols-2">
        <HeartbeatPanel heartbeat={heartbeat} cron={cron} />
        <OptOutPanel
          count={optOuts.count}
          newest={optOuts.newest.map(({ hash, at }) => ({ hash, at: at.toISOString() }))}
        />
      </div>
    </div>
  );
}
