import { Search } from 'lucide-react';
import Link from 'next/link';
import { PROBLEM_NAMES } from '@/components/review/names';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import type { DecisionFilters } from '@/lib/moderation/decision-filters';
import type { ModeratorAction } from '@/lib/products/moderator-acts.schema';
import { actionLabel } from './decision-words';

interface DecisionFilterFormProps {
  filters: DecisionFilters;
  actions: readonly ModeratorAction[];
  people: { id: string; name: string }[];
}

/** A plain form: what is looked for is in the address, and works without JavaScript. */
export function DecisionFilterForm({ filters, actions, people }: DecisionFilterFormProps) {
  const { q = '', by = '', action = '', reason = '', day = '' } = filters;
  const isFiltered = Boolean(q || by || action || reason || day);
  return (
    // biome-ignore lint/a11y/useSemanticElements: what <search> is to browsers, React does not know yet everywhere
    <form
      action="/review/history"
      role="search"
      aria-label="Decisions"
      className="mb-4 grid grid-cols-2 items-end gap-3 sm:grid-cols-3
        lg:grid-cols-[minmax(14rem,2fr)_repeat(4,minmax(0,1fr))_auto]"
    >
      <Field id="q" label="Product or shop" className="max-sm:col-span-2">
        <Input id="q" name="q" type="search" defaultValue={q} placeholder="Title, id, link, shop" className="h-10" />
      </Field>
      <Field id="by" label="By">
        <Select id="by" name="by" defaultValue={by} className="h-10">
          <option value="">Anybody</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="action" label="Decision">
        <Select id="action" name="action" defaultValue={action} className="h-10">
          <option value="">Any</option>
          {actions.map((each) => (
            <option key={each} value={each}>
              {actionLabel(each)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="reason" label="Reason">
        <Select id="reason" name="reason" defaultValue={reason} className="h-10">
          <option value="">Any</option>
          {Object.entries(PROBLEM_NAMES).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="day" label="Day">
        <Input id="day" name="day" type="date" defaultValue={day} className="h-10" />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="quiet" className="h-10 px-4">
          <Search aria-hidden /> Look
        </Button>
        {isFiltered ? (
          <Link href="/review/history" prefetch={false} className={buttonStyle({ look: 'ghost', className: 'h-10' })}>
            All
          </Link>
        ) : null}
      </div>
    </form>
  );
}
