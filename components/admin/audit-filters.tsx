import Link from 'next/link';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import type { AuditActor, AuditFilter } from '@/lib/platform/read-audit';

interface AuditFiltersProps {
  filter: AuditFilter;
  choices: { actions: string[]; actors: AuditActor[] };
  exportAddress: string;
}

/** A plain form: its address is the filter. */
export function AuditFilters({ filter, choices, exportAddress }: AuditFiltersProps) {
  return (
    <form className="flex flex-wrap items-end gap-3">
      <Field id="actor" label="Who" className="min-w-40">
        <Select id="actor" name="actor" defaultValue={filter.actor ?? ''}>
          <option value="">Everybody</option>
          {choices.actors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="action" label="What" className="min-w-40">
        <Select id="action" name="action" defaultValue={filter.action ?? ''}>
          <option value="">Everything</option>
          {choices.actions.map((action) => (
            <option key={action}>{action}</option>
          ))}
        </Select>
      </Field>
      <Field id="subject" label="To what" className="min-w-40 flex-1">
        <Input id="subject" name="subject" defaultValue={filter.subject ?? ''} placeholder="product:ID, seller:ID" />
      </Field>
      <Field id="from" label="From">
        <Input id="from" name="from" type="date" defaultValue={filter.from ?? ''} />
      </Field>
      <Field id="to" label="To">
        <Input id="to" name="to" type="date" defaultValue={filter.to ?? ''} />
      </Field>
      <Button type="submit">Show</Button>
      <Link href="/admin/audit" prefetch={false} className={buttonStyle({ look: 'quiet' })}>
        Clear
      </Link>
      <span className="flex gap-2 text-sm">
        <a href={`${exportAddress}&format=csv`} className="underline" download>
          CSV
        </a>
        <a href={`${exportAddress}&format=jsonl`} className="underline" download>
          JSON lines
        </a>
      </span>
    </form>
  );
}
