'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { useShortcuts } from '@/components/console/use-shortcuts';
import { useCategoryName } from '@/components/product/categories';
import { Button, buttonStyle } from '@/components/ui/button';
import { Key } from '@/components/ui/key';
import {
  isNarrowed,
  QUEUE_SORTS,
  type QueueQuery,
  queueQueryString,
  sortOf,
} from '@/lib/moderation/queue-query.schema';
import { REPORT_REASONS } from '@/lib/moderation/report-reasons.schema';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import { PROBLEMS } from '@/lib/quality/problems.schema';
import { FilterSelect } from './filter-select';
import { problemName, reportName, SORT_NAMES } from './names';

interface QueueFiltersProps {
  query: QueueQuery;
  /** Whose products alone are shown; null: everybody's. */
  sellerName: string | null;
  /** A dialog is open. */
  blocked: boolean;
}

const CONFIDENCES = [
  ['50', 'at most 50 % sure'],
  ['70', 'at most 70 % sure'],
  ['90', 'at most 90 % sure'],
] as const;
const AGES = [
  ['1', 'for an hour'],
  ['24', 'for a day'],
  ['168', 'for a week'],
] as const;

/** What is shown of a queue, and in which order: a plain form, so that its address says it all. */
export function QueueFilters({ query, sellerName, blocked }: QueueFiltersProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const categoryName = useCategoryName();
  const { queue, seller } = query;
  const reasons = queue === 'reported' ? REPORT_REASONS : PROBLEMS;
  const nameOf = queue === 'reported' ? reportName : problemName;
  useShortcuts(!blocked, { '/': () => form.current?.querySelector('select')?.focus() });
  const apply = () => {
    if (form.current === null) return;
    const chosen = [...new FormData(form.current)]
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, `${value}`]);
    router.push(`/review?${new URLSearchParams(chosen)}`);
  };
  return (
    <form
      ref={form}
      action="/review"
      aria-label="Filter and sort"
      onChange={apply}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
      }}
      className="flex items-center gap-2 max-sm:-mx-4 max-sm:w-[calc(100%+2rem)] max-sm:overflow-x-auto max-sm:px-4
        sm:flex-wrap"
    >
      <input type="hidden" name="queue" value={queue} />
      <FilterSelect name="reason" label="Reason" value={query.reason} any="Any reason">
        {reasons.map((reason) => [reason, nameOf(reason)] as const)}
      </FilterSelect>
      <FilterSelect name="category" label="Category" value={query.category} any="Any category">
        {CATEGORIES.map((category) => [category, categoryName(category)] as const)}
      </FilterSelect>
      <FilterSelect name="below" label="Confidence" value={query.below?.toString()} any="However sure">
        {CONFIDENCES}
      </FilterSelect>
      <FilterSelect name="waited" label="Waiting" value={query.waited?.toString()} any="However long">
        {AGES}
      </FilterSelect>
      <FilterSelect name="sort" label="Order" value={sortOf(query)}>
        {QUEUE_SORTS.filter((sort) => sort !== 'urgent' || queue === 'reported').map(
          (sort) => [sort, SORT_NAMES[sort]] as const,
        )}
      </FilterSelect>
      {seller === undefined ? null : (
        <>
          <input type="hidden" name="seller" value={seller} />
          <Link
            href={`/review${queueQueryString({ ...query, seller: undefined })}`}
            prefetch={false}
            className={buttonStyle({ look: 'quiet', size: 'sm' })}
          >
            Only {sellerName ?? 'one seller'} <X aria-label="Show everybody’s" />
          </Link>
        </>
      )}
      {isNarrowed(query) ? (
        <Link
          href={`/review${queueQueryString({ queue, sort: query.sort })}`}
          prefetch={false}
          className={buttonStyle({ look: 'ghost', size: 'sm' })}
        >
          Clear filters
        </Link>
      ) : null}
      <noscript>
        <Button type="submit" look="quiet" size="sm">
          Apply
        </Button>
      </noscript>
      <Key>/</Key>
    </form>
  );
}
