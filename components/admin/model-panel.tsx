'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowRightLeft, Trash2 } from 'lucide-react';
import { apiRequest } from '@/components/api/api-request';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Notice } from '@/components/ui/notice';
import type { ReindexProgress, SpaceView } from '@/lib/reindex/reindex-progress.schema';
import { ActionButton } from './action-button';

const ASKED_EVERY_MS = 3_000;
const number = new Intl.NumberFormat('en-KE');

type Next = NonNullable<ReindexProgress['next']>;

/** The models: which is in use, how far the next one is, and what is left of those before. Lives on the page. */
export function ModelPanel({ initial }: { initial: ReindexProgress }) {
  const { data: models, error } = useQuery({
    queryKey: ['admin-models'],
    queryFn: ({ signal }) => apiRequest('reindexProgress', '/api/admin/model', { signal }),
    initialData: initial,
    refetchInterval: ASKED_EVERY_MS,
    staleTime: 0,
  });
  const { inUse, next, left, dropping } = models;
  return (
    <div className="flex flex-col gap-6">
      {error ? (
        <Notice tone="warn" title="This is not renewed just now" live>
          {error.message}
        </Notice>
      ) : null}
      <section aria-labelledby="in-use" className="rounded-lg border border-line bg-surface p-4">
        <h2 id="in-use" className="text-base font-semibold">
          In use
        </h2>
        {inUse ? <SpaceLine {...inUse} /> : <p className="text-ink-soft">No worker has ever started here.</p>}
      </section>
      {next ? <NextModel next={next} /> : <NoNextModel />}
      {left.length + dropping.length > 0 ? (
        <section aria-labelledby="left" className="rounded-lg border border-line bg-surface p-4">
          <h2 id="left" className="text-base font-semibold">
            Kept besides
          </h2>
          <p className="mt-0.5 max-w-prose text-sm text-ink-soft">
            Their vectors are kept, so that one can be made ready again by SIGLIP_NEXT_MODEL without embedding
            everything.
          </p>
          <ul className="mt-2 flex flex-col divide-y divide-line">
            {left.map((space) => (
              <li key={space.space} className="py-2">
                <SpaceLine {...space} />
                <Drop space={space.space} />
              </li>
            ))}
            {dropping.map((space) => (
              <li key={space.space} className="flex flex-wrap items-center gap-2 py-2">
                <SpaceLine {...space} />
                <Badge tone="warn">being deleted</Badge>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function SpaceLine({ space, since }: SpaceView) {
  return (
    <p className="[overflow-wrap:anywhere]">
      <code className="text-sm">{space}</code>{' '}
      <span className="text-sm text-ink-soft">
        since <RelativeTime at={since} />
      </span>
    </p>
  );
}

function NextModel({ next }: { next: Next }) {
  const { space, products, embedded, live, liveEmbedded, failures, at, isReady } = next;
  const missing = live - liveEmbedded;
  const swap = { action: 'swap', space };
  return (
    <section aria-labelledby="next" className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div>
        <h2 id="next" className="flex items-center gap-2 text-base font-semibold">
          Made ready {isReady ? <Badge tone="good">ready</Badge> : null}
        </h2>
        <SpaceLine {...next} />
      </div>
      <Progress label="Live products" done={liveEmbedded} of={live} />
      <Progress label="All products" done={embedded} of={products} />
      <p className="text-sm text-ink-soft">
        counted <RelativeTime at={at} />
      </p>
      {failures.length > 0 ? (
        <ul className="flex flex-col gap-1 text-sm">
          {failures.map(({ code, message, products }) => (
            <li key={code}>
              <span className="tabular font-medium">{number.format(products)}</span> not embedded: {message}{' '}
              <code className="text-xs text-ink-soft">{code}</code>
            </li>
          ))}
          <li className="text-ink-soft">They are tried again a day later, or once they have changed.</li>
        </ul>
      ) : null}
      {isReady ? (
        <ActionButton
          answer="modelChanged"
          path="/api/admin/model"
          body={swap}
          label="Put it to use"
          done="It is in use"
          look="primary"
          icon={<ArrowRightLeft aria-hidden />}
        />
      ) : (
        <details>
          <summary className="cursor-pointer text-sm text-ink-soft">Put it to use before it is ready…</summary>
          <p className="my-2 max-w-prose text-sm">
            {number.format(missing)} live {missing === 1 ? 'product leaves' : 'products leave'} the search until{' '}
            {missing === 1 ? 'it is' : 'they are'} embedded.
          </p>
          <ActionButton
            answer="modelChanged"
            path="/api/admin/model"
            body={{ ...swap, evenIncomplete: true }}
            label="Put it to use even so"
            done="It is in use"
            look="bad"
            icon={<ArrowRightLeft aria-hidden />}
          />
        </details>
      )}
      <Drop space={space} />
    </section>
  );
}

function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  return (
    <div>
      <p className="flex justify-between gap-3 text-sm">
        <span>{label}</span>
        <span className="tabular text-ink-soft">
          {number.format(done)} of {number.format(of)}
        </span>
      </p>
      <progress value={done} max={Math.max(of, 1)} aria-label={label} className="h-2 w-full accent-accent" />
    </div>
  );
}

function Drop({ space }: { space: string }) {
  return (
    <details>
      <summary className="cursor-pointer text-sm text-ink-soft">Delete its vectors…</summary>
      <div className="mt-2">
        <ActionButton
          answer="modelChanged"
          path="/api/admin/model"
          body={{ action: 'drop', space }}
          label="Delete them"
          done="They are being deleted"
          look="bad"
          icon={<Trash2 aria-hidden />}
        />
      </div>
    </details>
  );
}

function NoNextModel() {
  return (
    <section aria-labelledby="next" className="rounded-lg border border-line bg-surface p-4">
      <h2 id="next" className="text-base font-semibold">
        No other model is made ready
      </h2>
      <p className="mt-0.5 max-w-prose text-sm text-ink-soft">
        Name one in <code>SIGLIP_NEXT_MODEL</code> and restart the worker: it embeds every product anew, beside its
        other work, and its progress shows here. The worker needs memory for both as long as it is set.
      </p>
    </section>
  );
}
