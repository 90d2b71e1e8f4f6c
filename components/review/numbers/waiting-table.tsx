import { RelativeTime } from '@/components/time/relative-time';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';

export interface WaitingQueue {
  name: string;
  /** As it is shown: a number, or “10,000 and more”. */
  waiting: string;
  oldest: string | null;
}

export function WaitingTable({ queues }: { queues: WaitingQueue[] }) {
  return (
    <Table label="What waits, by queue">
      <Head>
        <HeadCell>Queue</HeadCell>
        <HeadCell className="text-right">Waiting</HeadCell>
        <HeadCell>The longest since</HeadCell>
      </Head>
      <tbody>
        {queues.map(({ name, waiting, oldest }) => (
          <Row key={name}>
            <th scope="row" className="px-2.5 py-2 font-medium">
              {name}
            </th>
            <Cell className="text-right">{waiting}</Cell>
            <Cell className="whitespace-nowrap text-ink-soft">{oldest ? <RelativeTime at={oldest} /> : '–'}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
