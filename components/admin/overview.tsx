'use client';

import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { Notice } from '@/components/ui/notice';
import type { Overview as Facts } from '@/lib/operations/overview.schema';
import { CostPanel } from './cost-panel';
import { FailurePanel } from './failure-panel';
import { HealthList } from './health-list';
import { HeartbeatPanel } from './heartbeat-panel';
import { PausedServices } from './paused-services';
import { PausedStages } from './paused-stages';
import { StatTiles } from './stat-tiles';
import { Throughput } from './throughput';
import { useOverview } from './use-overview';
import { WaitingTable } from './waiting-table';

/** What the system does, as of a few seconds ago; says so when it is not. */
export function Overview({ first, cron }: { first: Facts; cron: string }) {
  const { overview, trouble } = useOverview(first);
  const { market, expiring, causes, disputedPrices, paused, pausedStages } = overview;
  const failures = causes.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {trouble ? (
        <Notice tone="warn" title="These figures are not fresh" live>
          As of <RelativeTime at={overview.at} />: {trouble} It is tried again every few seconds.
        </Notice>
      ) : null}
      {paused.length > 0 ? <PausedServices paused={paused} /> : null}
      {pausedStages.length > 0 ? <PausedStages stages={pausedStages} /> : null}
      <StatTiles
        tiles={[
          { label: 'Live products', value: market.live, href: '/' },
          {
            label: 'Waiting for a moderator',
            value: market.waiting,
            href: '/review',
            ...toned(market.waiting, 'warn'),
          },
          { label: 'Failed products', value: failures, href: '/admin/failed', ...toned(failures, 'bad') },
          { label: 'Prices read in two ways', value: disputedPrices, href: '/admin/prices' },
          { label: 'Sellers', value: market.sellers, href: '/admin/sellers' },
          { label: 'All products', value: market.products },
        ]}
      />
      <p className="text-sm text-ink-soft">
        counted <RelativeTime at={overview.at} />
      </p>
      <Throughput lastHour={overview.lastHour} lastDay={overview.lastDay} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <WaitingTable stages={overview.stages} />
        <FailurePanel causes={causes} />
        <HealthList ready={overview.ready} health={overview.health} />
        <div className="flex flex-col gap-6">
          <HeartbeatPanel heartbeat={overview.heartbeat} cron={cron} />
          <CostPanel cost={overview.cost} expiring={expiring} />
        </div>
      </div>
      <p className="text-sm text-ink-soft">
        <Link href="/admin/work" prefetch={false} className="underline">
          Stages, pauses and opt-outs
        </Link>
      </p>
    </>
  );
}

const toned = <Tone extends 'warn' | 'bad'>(count: number, tone: Tone): { tone?: Tone } => (count > 0 ? { tone } : {});
