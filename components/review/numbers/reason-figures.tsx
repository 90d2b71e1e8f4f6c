import { problemName } from '@/components/review/names';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { Agreement } from '@/lib/moderation/agreement';
import { percent, twoDigits } from './figures';

interface ReasonFiguresProps {
  label: string;
  /** “model”, “first” */
  first: string;
  /** “people”, “second” */
  second: string;
  reasons: Agreement<string, string>['reasons'];
}

/** Reason by reason: who named it. */
export function ReasonFigures({ label, first, second, reasons }: ReasonFiguresProps) {
  if (reasons.length === 0) return null;
  return (
    <Table label={label}>
      <Head>
        <HeadCell>Reason</HeadCell>
        <HeadCell className="text-right">Both</HeadCell>
        <HeadCell className="text-right">Only {first}</HeadCell>
        <HeadCell className="text-right">Only {second}</HeadCell>
        <HeadCell className="text-right">Precision</HeadCell>
        <HeadCell className="text-right">Recall</HeadCell>
        <HeadCell className="text-right">Kappa</HeadCell>
      </Head>
      <tbody>
        {reasons.map(({ problem, both, onlyFirst, onlySecond, precision, recall, kappa }) => (
          <Row key={problem}>
            <th scope="row" className="px-2.5 py-2 font-medium whitespace-nowrap">
              {problemName(problem)}
            </th>
            <Cell className="text-right">{both}</Cell>
            <Cell className="text-right">{onlyFirst}</Cell>
            <Cell className="text-right">{onlySecond}</Cell>
            <Cell className="text-right">{percent(precision)}</Cell>
            <Cell className="text-right">{percent(recall)}</Cell>
            <Cell className="text-right">{twoDigits(kappa?.value)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
