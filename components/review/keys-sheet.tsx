'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';

export interface KeyMeaning {
  keys: string[];
  does: string;
}

const DESK_KEYS: KeyMeaning[] = [
  { keys: ['j', '↓'], does: 'Next product' },
  { keys: ['k', '↑'], does: 'Previous product' },
  { keys: ['x'], does: 'Select it, or take it out' },
  { keys: ['shift j', 'shift k'], does: 'Select on to the next, the previous' },
  { keys: ['*'], does: 'Select all that match' },
  { keys: ['Esc'], does: 'Select nothing; close' },
  { keys: ['z'], does: 'Look closer, and back' },
  { keys: ['+', '−'], does: 'Closer, further' },
  { keys: ['shift ←↑→↓'], does: 'Move a picture that is seen closely' },
  { keys: ['g'], does: 'Refresh the queue' },
  { keys: ['/'], does: 'Filter and sort' },
  { keys: ['?'], does: 'These keys' },
];

/** All keys of the desk. */
export function KeysSheet({ decisions, onClose }: { decisions: KeyMeaning[]; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === '?') dialog.current?.close();
      }}
      className="m-auto w-[min(46rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-0 text-ink
        shadow-high backdrop:bg-ink/40"
    >
      <div className="flex items-center justify-between border-b border-line px-5 py-3">
        <h2 id="keys-title" className="text-lg font-semibold">
          Keys
        </h2>
        <Button look="ghost" size="icon-sm" onClick={() => dialog.current?.close()} aria-label="Close">
          <X aria-hidden />
        </Button>
      </div>
      <div className="grid gap-x-8 gap-y-4 overflow-y-auto px-5 py-4 sm:grid-cols-2">
        <KeyList title="Decide" keys={decisions} />
        <KeyList title="Look and choose" keys={DESK_KEYS} />
      </div>
      <p className="border-t border-line px-5 py-3 text-sm">
        <Link href="/review/policy" prefetch={false} className="text-accent underline">
          The whole policy
        </Link>
      </p>
    </dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: KeyMeaning[] }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold text-ink-soft">{title}</h3>
      <dl className="space-y-1.5 text-sm">
        {keys.map(({ keys: names, does }) => (
          <div key={does} className="flex items-baseline gap-3">
            <dt className="flex w-28 shrink-0 gap-1">
              {names.map((name) => (
                <kbd key={name} className="rounded-sm border border-line-strong px-1.5 font-sans text-xs">
                  {name}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
