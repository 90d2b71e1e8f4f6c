'use client';

import { useMutation } from '@tanstack/react-query';
import { CirclePause, Pause, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { sendJson } from '@/components/api/api-request';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import { Refusal } from '@/components/ui/refusal';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { Overview } from '@/lib/operations/overview.schema';
import { ActionButton } from './action-button';
import { STAGE_NAMES } from './stage-names';

export interface PauseShown {
  what: string;
  reason: string | null;
  by: string;
  since: string;
}

const WHAT: Record<string, string> = {
  hydrate: 'reads product pages on WhatsApp',
  embed: 'downloads pictures and makes their vectors',
  review: 'asks the reviewer and applies what it decides',
  persist: 'stores the pictures of what was approved',
};

/** Each stage with what waits for it, to be paused and resumed. */
export function StagePauses({ stages, pauses }: { stages: Overview['stages']; pauses: PauseShown[] }) {
  return (
    <section aria-labelledby="stages">
      <h2 id="stages" className="text-base font-semibold">
        Stages
      </h2>
      <p className="mt-0.5 mb-2 max-w-prose text-sm text-ink-soft">
        The products of a paused stage wait where they stand: nothing is judged, nothing is lost, and what is live stays
        live. What a worker has in hand is still finished.
      </p>
      <Table label="Stages">
        <Head>
          <HeadCell>Stage</HeadCell>
          <HeadCell className="text-right">Waiting</HeadCell>
          <HeadCell>Oldest</HeadCell>
          <HeadCell>State</HeadCell>
        </Head>
        <tbody>
          {stages
            .filter(({ stage }) => stage in WHAT)
            .map(({ stage, waiting, oldest }) => (
              <Row key={stage}>
                <Cell className="min-w-56">
                  <span className="font-medium">{STAGE_NAMES[stage]}</span>
                  <span className="block text-xs text-ink-faint">{WHAT[stage]}</span>
                </Cell>
                <Cell className="text-right">{waiting.toLocaleString('en-KE')}</Cell>
                <Cell className="whitespace-nowrap text-ink-soft">
                  {oldest ? <RelativeTime at={oldest} /> : 'nothing waits'}
                </Cell>
                <Cell>
                  <StageState stage={stage} pause={pauses.find(({ what }) => what === stage)} />
                </Cell>
              </Row>
            ))}
        </tbody>
      </Table>
    </section>
  );
}

function StageState({ stage, pause }: { stage: string; pause: PauseShown | undefined }) {
  if (pause === undefined) return <PauseForm what={stage} />;
  return (
    <span className="flex flex-wrap items-center gap-3">
      <Badge tone="warn">
        <CirclePause aria-hidden /> Paused
      </Badge>
      <span className="text-sm text-ink-soft">
        <RelativeTime at={pause.since} /> by {pause.by}
        {pause.reason ? `: ${pause.reason}` : ''}
      </span>
      <ActionButton
        answer="pauseChanged"
        path="/api/admin/pauses"
        body={{ what: stage, action: 'resume' }}
        label="Resume"
        done="Resumed"
        icon={<Play aria-hidden />}
      />
    </span>
  );
}

export function PauseForm({ what }: { what: string }) {
  const router = useRouter();
  const [reason, setReason] = useState('');
  const pause = useMutation({
    mutationFn: () =>
      sendJson('pauseChanged', '/api/admin/pauses', { what, action: 'pause', reason: reason.trim() || null }),
    onSuccess: () => router.refresh(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pause.mutate();
  };
  const name = STAGE_NAMES[what] ?? what;
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <Input
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
        aria-label={`Why ${name} is paused`}
        placeholder="Why, for others"
        className="h-8 w-48 text-sm"
      />
      <Button type="submit" look="quiet" size="sm" disabled={pause.isPending} aria-label={`Pause ${name}`}>
        <Pause aria-hidden /> Pause
      </Button>
      <Refusal error={pause.error} className="text-xs" />
    </form>
  );
}
