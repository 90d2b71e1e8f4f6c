import type { Metadata } from 'next';
import { moderationNumbers } from '@/app/server/moderation-numbers';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { StateFilter } from '@/components/admin/state-filter';
import { BarChart } from '@/components/review/numbers/bar-chart';
import { ExportForm } from '@/components/review/numbers/export-form';
import { FigureTiles } from '@/components/review/numbers/figure-tiles';
import { percent, twoDigits } from '@/components/review/numbers/figures';
import { WaitingTable } from '@/components/review/numbers/waiting-table';
import { workedBars } from '@/components/review/numbers/worked-bars';
import { RelativeTime } from '@/components/time/relative-time';
import { share } from '@/lib/moderation/agreement';
import { beginOf, isPeriod, PERIODS } from '@/lib/moderation/numbers/periods';
import { readPace } from '@/lib/moderation/numbers/read-work';
import { ModelAndPeople, TwoPeople } from './agreement-sections';
import { readWaitingQueues } from './waiting-queues';

export const metadata: Metadata = { title: 'Numbers' };

const number = new Intl.NumberFormat('en-KE');

export default async function NumbersPage({ searchParams }: { searchParams: PageSearchParams }) {
  const user = await requirePageRole('moderator');
  const asked = new Map(await searchParamEntries(searchParams)).get('period');
  const period = isPeriod(asked) ? asked : '7d';
  const now = new Date();
  const [numbers, queues, pace] = await Promise.all([
    moderationNumbers(period),
    readWaitingQueues(database(), user),
    readPace(database(), user.id, beginOf(period, now)),
  ]);
  const { hours, model, people, alone, appeals } = numbers;
  const decisions = hours.reduce((sum, hour) => sum + hour.decisions, 0);
  const answered = appeals.upheld + appeals.denied;
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-8">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold">Numbers</h1>
        <StateFilter states={Object.keys(PERIODS)} current={period} path="/review/numbers" name="period" />
        <p className="text-sm text-ink-soft">
          counted <RelativeTime at={numbers.at} />
        </p>
      </div>
      <FigureTiles
        figures={[
          {
            label: 'decisions',
            value: number.format(decisions),
            hint: `${number.format(hours.length)} hours in which somebody decided`,
          },
          {
            label: 'an hour',
            value: hours.length === 0 ? '–' : number.format(Math.round(decisions / hours.length)),
            hint: 'all together, in those hours',
          },
          {
            label: 'an hour are yours',
            value: pace.anHour === null ? '–' : number.format(Math.round(pace.anHour)),
            hint: `your pace without breaks; ${number.format(pace.decisions)} decisions`,
          },
          {
            label: 'by the model alone',
            value: percent(share(alone.approvedAlone + alone.rejectedAlone, alone.judged)),
            hint: [
              `${number.format(alone.approvedAlone)} approved`,
              `${number.format(alone.rejectedAlone)} rejected`,
              `of ${number.format(alone.judged)}`,
            ].join(', '),
          },
          {
            label: 'of appeals upheld',
            value: percent(share(appeals.upheld, answered)),
            hint: `${number.format(appeals.upheld)} of ${number.format(answered)} answered: the seller was right`,
          },
          {
            label: 'kappa, model and people',
            value: twoDigits(model.kappa?.value),
            hint: `1: always agreed, 0: by chance; two people: ${twoDigits(people.kappa?.value)}`,
          },
        ]}
      />
      <div className="grid gap-8 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <section aria-labelledby="decided">
          <h2 id="decided" className="mb-2 text-base font-semibold">
            Decisions by people
          </h2>
          <BarChart
            summary={`${decisions} decisions by people in the last ${period}`}
            unit="decisions"
            bars={workedBars(hours, { periodHours: PERIODS[period], now })}
          />
        </section>
        <section aria-labelledby="waiting">
          <h2 id="waiting" className="mb-2 text-base font-semibold">
            Waiting now
          </h2>
          <WaitingTable queues={queues} />
        </section>
      </div>
      <ModelAndPeople model={model} />
      <TwoPeople people={people} />
      <section aria-labelledby="export">
        <h2 id="export" className="text-base font-semibold">
          Export
        </h2>
        <p className="mt-1 mb-3 max-w-prose text-ink-soft">
          Each decision of the period with its reasons, the policy’s version and the product’s words. The audit log
          keeps who exported them: moderators’ notes are in it.
        </p>
        <ExportForm period={period} />
      </section>
    </div>
  );
}
