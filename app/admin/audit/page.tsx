import type { Metadata } from 'next';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { AuditFilters } from '@/components/admin/audit-filters';
import { AuditTable } from '@/components/admin/audit-table';
import { Pager } from '@/components/admin/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { type AuditFilter, auditFilterSchema, readAudit, readAuditChoices } from '@/lib/platform/read-audit';

export const metadata: Metadata = { title: 'Audit log' };

const SHOWN = 100;

export default async function AuditPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const given = Object.fromEntries((await searchParamEntries(searchParams)).filter(([, value]) => value !== ''));
  const filter = auditFilterSchema.parse(given);
  const [{ lines, older }, choices] = await Promise.all([
    readAudit(database(), { ...filter, size: SHOWN }),
    readAuditChoices(database()),
  ]);
  const address = addressOf({ ...filter, before: undefined });
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-4">
      <div>
        <h1 className="text-xl font-semibold">Audit log</h1>
        <p className="mt-1 max-w-prose text-sm text-ink-soft">
          What people changed, written with each change. Lines are never edited; an erased seller’s number is taken out
          of them.
        </p>
      </div>
      <AuditFilters filter={filter} choices={choices} exportAddress={`/api/admin/audit/export?${address}`} />
      {lines.length === 0 ? (
        <EmptyState title="Nothing like that was done">Other filters, or other days, may show more.</EmptyState>
      ) : (
        <AuditTable lines={lines} />
      )}
      <Pager
        newer={filter.before === undefined ? null : `/admin/audit?${address}`}
        older={older === null ? null : `/admin/audit?${addressOf({ ...filter, before: older })}`}
      />
    </div>
  );
}

/** Without `before` unless it is given anew: filters begin at the newest. */
function addressOf({ actor, action, subject, from, to, before }: AuditFilter): string {
  const all = { actor, action, subject, from, to, before };
  return new URLSearchParams(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
}
