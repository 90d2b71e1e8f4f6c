import { HeartPulse, Play } from 'lucide-react';
import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import type { Overview } from '@/lib/operations/overview.schema';
import { ActionButton } from './action-button';
import { FactList } from './fact-list';
import { PauseForm } from './stage-pauses';

/** The heartbeat: last, next, now, and whether it beats at all. */
export function HeartbeatPanel({ heartbeat, cron }: { heartbeat: Overview['heartbeat']; cron: string }) {
  const { pausedSince, last, next } = heartbeat;
  return (
    <section aria-labelledby="heartbeat" className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      <h2 id="heartbeat" className="text-base font-semibold">
        Heartbeat
      </h2>
      <FactList
        facts={[
          {
            name: 'Last',
            value: last ? (
              <>
                <RelativeTime at={last.at} />,{' '}
                <Link href={`/admin/syncs/${last.syncRunId}`} prefetch={false} className="underline">
                  {last.products.toLocaleString('en-KE')} products
                </Link>
                , {last.state}
              </>
            ) : (
              'never'
            ),
          },
          {
            name: 'Next',
            value: next ? <RelativeTime at={next} /> : pausedSince ? 'when it is resumed' : 'never',
          },
          { name: 'By', value: <code className="text-xs">{cron}</code> },
          ...(pausedSince ? [{ name: 'Paused', value: <RelativeTime at={pausedSince} /> }] : []),
        ]}
      />
      <div className="flex flex-wrap items-center gap-2">
        <ActionButton
          answer="pauseChanged"
          path="/api/admin/pauses"
          body={{ what: 'heartbeat', action: 'run' }}
          label="Run one now"
          done="It begins"
          icon={<HeartPulse aria-hidden />}
        />
        {pausedSince ? (
          <ActionButton
            answer="pauseChanged"
            path="/api/admin/pauses"
            body={{ what: 'heartbeat', action: 'resume' }}
            label="Resume"
            done="Resumed"
            icon={<Play aria-hidden />}
          />
        ) : (
          <PauseForm what="heartbeat" />
        )}
      </div>
    </section>
  );
}
