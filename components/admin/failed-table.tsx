'use client';

import Link from 'next/link';
import { useState } from 'react';
import { RelativeTime } from '@/components/time/relative-time';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { FailedActions } from './failed-actions';

export interface FailedRow {
  productId: string;
  title: string | null;
  syncRunId: string;
  code: string | null;
  message: string | null;
  failedAt: string;
}

interface FailedTableProps {
  rows: FailedRow[];
  /** Of the cause that is shown, all in all; undefined for all causes. */
  cause?: { code: string; count: number } | undefined;
}

/** Failed products, to be replayed or dismissed one by one, some or all of a cause. */
export function FailedTable({ rows, cause }: FailedTableProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // What has left the list is not meant any more.
  const selected = rows.filter(({ productId }) => ticked.has(productId)).map(({ productId }) => productId);
  const allTicked = rows.length > 0 && selected.length === rows.length;
  const toggle = (productId: string) =>
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(productId)) after.add(productId);
      return after;
    });
  return (
    <div className="flex flex-col gap-3">
      {selected.length > 0 || !cause ? (
        <FailedActions
          selection={{ productIds: selected }}
          count={selected.length}
          what={`${selected.length} selected`}
        />
      ) : (
        <FailedActions selection={{ code: cause.code }} count={cause.count} what={`all ${cause.count}`} />
      )}
      <Table label="Failed products, newest first">
        <Head>
          <HeadCell className="w-8">
            <input
              type="checkbox"
              aria-label="Select all that are shown"
              className="size-4 align-middle"
              checked={allTicked}
              onChange={() => setTicked(allTicked ? new Set() : new Set(rows.map(({ productId }) => productId)))}
            />
          </HeadCell>
          <HeadCell>Product</HeadCell>
          <HeadCell>Cause</HeadCell>
          <HeadCell>What happened</HeadCell>
          <HeadCell>When</HeadCell>
        </Head>
        <tbody>
          {rows.map(({ productId, title, code, message, failedAt }) => (
            <Row key={productId}>
              <Cell>
                <input
                  type="checkbox"
                  aria-label={`Select ${title ?? productId}`}
                  className="size-4 align-middle"
                  checked={ticked.has(productId)}
                  onChange={() => toggle(productId)}
                />
              </Cell>
              <Cell className="min-w-44">
                <Link href={`/admin/products/${productId}`} prefetch={false} className="font-medium hover:underline">
                  {title ?? productId}
                </Link>
                <span className="block text-xs text-ink-faint">{productId}</span>
              </Cell>
              <Cell className="whitespace-nowrap">{code}</Cell>
              <Cell className="max-w-xl min-w-64 text-ink-soft">{message}</Cell>
              <Cell className="whitespace-nowrap text-ink-soft">
                <RelativeTime at={failedAt} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
