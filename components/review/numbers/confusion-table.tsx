import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';

interface ConfusionTableProps {
  label: string;
  /** Who is in the rows, and who in the columns: “Model”, “People”. */
  first: string;
  second: string;
  confusion: Record<string, Record<string, number>>;
}

const WORDS: Record<string, string> = { approved: 'approved', flagged: 'flagged for a person', rejected: 'rejected' };
const number = new Intl.NumberFormat('en-KE');

/** How often one decided this where the other decided that; agreement stands out. */
export function ConfusionTable({ label, first, second, confusion }: ConfusionTableProps) {
  const rows = Object.keys(confusion);
  const columns = Object.keys(Object.values(confusion)[0] ?? {});
  return (
    <Table label={label}>
      <Head>
        <HeadCell>
          {first} ↓ · {second} →
        </HeadCell>
        {columns.map((column) => (
          <HeadCell key={column} className="text-right">
            {WORDS[column] ?? column}
          </HeadCell>
        ))}
      </Head>
      <tbody>
        {rows.map((row) => (
          <Row key={row}>
            <th scope="row" className="px-2.5 py-2 font-medium whitespace-nowrap">
              {WORDS[row] ?? row}
            </th>
            {columns.map((column) => (
              <Cell
                key={column}
                className={row === column ? 'bg-good-soft text-right font-semibold text-good' : 'text-right'}
              >
                {number.format(confusion[row]?.[column] ?? 0)}
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
