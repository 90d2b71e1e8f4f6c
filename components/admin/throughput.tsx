'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { Overview, Timeline } from '@/lib/operations/overview.schema';
import { Bars } from './bars';
import { STAGE_NAMES } from './stage-names';

const SPANS = { lastHour: 'Last hour, by minute', lastDay: 'Last day, by hour' } as const;
type Span = keyof typeof SPANS;

const number = new Intl.NumberFormat('en-KE');
const clock = new Intl.DateTimeFormat('en-KE', { hour: '2-digit', minute: '2-digit', timeZone: 'Africa/Nairobi' });

/** What each stage has done over time, in small charts with their sums, and in numbers for whoever asks. */
export function Throughput(overview: Pick<Overview, 'lastHour' | 'lastDay'>) {
  const [span, setSpan] = useState<Span>('lastHour');
  const [asTable, setAsTable] = useState(false);
  const timeline = overview[span];
  return (
    <section aria-labelledby="throughput" className="rounded-lg border border-line bg-surface p-4">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h2 id="throughput" className="text-base font-semibold">
          Throughput
        </h2>
        <fieldset aria-label="How far back" className="flex gap-1 sm:ml-auto">
          {(['lastHour', 'lastDay'] as const).map((each) => (
            <Button
              key={each}
              look={each === span ? 'primary' : 'ghost'}
              size="sm"
              aria-pressed={each === span}
              onClick={() => setSpan(each)}
            >
              {SPANS[each]}
            </Button>
          ))}
        </fieldset>
        <Button look="ghost" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          Numbers
        </Button>
      </div>
      {asTable ? <TimelineTable timeline={timeline} /> : <TimelineCharts timeline={timeline} />}
    </section>
  );
}

function TimelineCharts({ timeline }: { timeline: Timeline }) {
  const times = timesOf(timeline);
  const rows = [
    ...timeline.stages.map(({ stage, done, failed }) => ({ name: STAGE_NAMES[stage] ?? stage, done, failed })),
    { name: 'Slowed down (429)', done: timeline.slowedDown.map(() => 0), failed: timeline.slowedDown },
  ];
  return (
    <ul className="grid gap-x-8 gap-y-4 md:grid-cols-2 xl:grid-cols-3">
      {rows.map(({ name, done, failed }) => (
        <li key={name}>
          <p className="mb-1 flex items-baseline gap-2 text-sm">
            <span className="font-medium">{name}</span>
            <span className="tabular ml-auto text-ink-soft">{number.format(sum(done))}</span>
            <span className={cn('tabular', sum(failed) > 0 ? 'text-bad' : 'text-ink-faint')}>
              {number.format(sum(failed))} ✕
            </span>
          </p>
          <Bars label={name} steps={times.map((at, i) => ({ at, done: done[i] ?? 0, bad: failed[i] ?? 0 }))} />
          <p aria-hidden className="flex justify-between text-xs text-ink-faint">
            <span>{times[0]}</span>
            <span>now</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function TimelineTable({ timeline }: { timeline: Timeline }) {
  return (
    <Table label="Throughput in numbers, newest first" className="max-h-96 overflow-y-auto">
      <Head>
        <HeadCell>From</HeadCell>
        {timeline.stages.map(({ stage }) => (
          <HeadCell key={stage} className="text-right">
            {STAGE_NAMES[stage]}
          </HeadCell>
        ))}
        <HeadCell className="text-right">429</HeadCell>
      </Head>
      <tbody>
        {timesOf(timeline)
          .map((at, i) => (
            <Row key={at}>
              <Cell className="whitespace-nowrap">{at}</Cell>
              {timeline.stages.map(({ stage, done, failed }) => (
                <Cell key={stage} className="text-right">
                  {number.format(done[i] ?? 0)}
                  {(failed[i] ?? 0) > 0 ? <span className="text-bad"> · {number.format(failed[i] ?? 0)} ✕</span> : null}
                </Cell>
              ))}
              <Cell className="text-right">{number.format(timeline.slowedDown[i] ?? 0)}</Cell>
            </Row>
          ))
          .reverse()}
      </tbody>
    </Table>
  );
}

const timesOf = ({ from, stepSeconds, slowedDown }: Timeline): string[] =>
  slowedDown.map((_, i) => clock.format(new Date(Date.parse(from) + i * stepSeconds * 1000)));

const sum = (counts: number[]): number => counts.reduce((total, count) => total + count, 0);
