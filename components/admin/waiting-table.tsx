import { RelativeTime } from '@/components/time/relative-time';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { Overview } from '@/lib/operations/overview.schema';
import { STAGE_NAMES } from './stage-names';

const number = new Intl.NumberFormat('en-KE');

/** What waits at each stage, and the oldest of it. */
export function WaitingTable({ stages }: { stages: Overview['stages'] }) {
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="mb-2 text-base font-semibold">
        On its way
      </h2>
      <Table label="What waits at each stage">
        <Head>
          <HeadCell>Stage</HeadCell>
          <HeadCell className="text-right">Waiting</HeadCell>
          <HeadCell className="text-right">Held by a pause</HeadCell>
          <HeadCell>Oldest moved</HeadCell>
        </Head>
        <tbody>
          {stages.map(({ stage, waiting, held, oldest }) => (
            <Row key={stage}>
              <Cell className="font-medium">{STAGE_NAMES[stage]}</Cell>
              <Cell className="text-right">{number.format(waiting)}</Cell>
              <Cell className="text-right">{held > 0 ? number.format(held) : '–'}</Cell>
              <Cell className="text-ink-soft">{oldest ? <RelativeTime at={oldest} /> : '–'}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
