import Link from 'next/link';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { Overview } from '@/lib/operations/overview.schema';

const SHOWN = 8;

/** Failures by cause, each one click from its products. */
export function FailurePanel({ causes }: { causes: Overview['causes'] }) {
  return (
    <section aria-labelledby="causes">
      <h2 id="causes" className="mb-2 text-base font-semibold">
        Failures by cause
      </h2>
      {causes.length === 0 ? (
        <p className="rounded-lg border border-line bg-surface p-4 text-ink-soft">Nothing has failed.</p>
      ) : (
        <Table label="Failures by cause">
          <Head>
            <HeadCell>Cause</HeadCell>
            <HeadCell className="text-right">Products</HeadCell>
          </Head>
          <tbody>
            {causes.slice(0, SHOWN).map(({ code, count }) => (
              <Row key={code}>
                <Cell>
                  <Link
                    href={`/admin/failed?${new URLSearchParams({ code })}`}
                    prefetch={false}
                    className="font-medium hover:underline"
                  >
                    {code}
                  </Link>
                </Cell>
                <Cell className="text-right font-semibold text-bad">{count.toLocaleString('en-KE')}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      {causes.length > SHOWN ? (
        <p className="mt-2 text-sm">
          <Link href="/admin/failed" prefetch={false} className="underline">
            All {causes.length} causes
          </Link>
        </p>
      ) : null}
    </section>
  );
}
