import { CirclePause } from 'lucide-react';
import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { Notice } from '@/components/ui/notice';
import type { PausedStage } from '@/lib/pauses/pauses.schema';
import { STAGE_NAMES } from './stage-names';

/** Stages that a person has paused, beside what a service's fault has. */
export function PausedStages({ stages }: { stages: PausedStage[] }) {
  return (
    <Notice
      tone="warn"
      title={stages.length === 1 ? 'One stage is paused' : `${stages.length} stages are paused`}
      action={
        <Link href="/admin/work" prefetch={false} className="text-sm underline">
          Resume
        </Link>
      }
    >
      <ul>
        {stages.map(({ stage, since, waiting }) => (
          <li key={stage} className="flex flex-wrap items-center gap-x-1.5">
            <CirclePause aria-hidden className="size-4 text-warn" />
            {STAGE_NAMES[stage]}, <RelativeTime at={since} />: {waiting.toLocaleString('en-KE')}{' '}
            {waiting === 1 ? 'product waits' : 'products wait'}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
