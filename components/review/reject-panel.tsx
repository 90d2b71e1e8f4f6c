'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/field';
import { Key } from '@/components/ui/key';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { PROBLEM_NAMES, problemsReported } from './names';

interface RejectPanelProps {
  item: QueuedProduct;
  onCancel(): void;
  onReject(problems: string[], note: string | null): void;
}

const CODES = Object.keys(PROBLEM_NAMES);
/** Reasons that have a key of their own: 1 to 9, then letters. */
const KEYS = '123456789qwetyio';

/** Those of the shoppers where they reported it, else the model's. */
function reasonsGiven({ reports, review }: QueuedProduct): string[] {
  return reports.length > 0 ? problemsReported(reports.map(({ reason }) => reason)) : (review?.problems ?? []);
}

/** Why it is rejected: the reasons that were given are ticked already, keys toggle them, Enter sends. */
export function RejectPanel({ item, onCancel, onReject }: RejectPanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(reasonsGiven(item)));
  const [note, setNote] = useState('');
  const missing = chosen.size === 0 && note.trim() === '';

  useEffect(() => dialog.current?.showModal(), []);

  const toggle = (code: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(code)) after.add(code);
      return after;
    });

  return (
    <dialog
      ref={dialog}
      aria-labelledby="reject-title"
      onClose={onCancel}
      onKeyDown={(event) => {
        if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey || event.altKey) return;
        const code = CODES[KEYS.indexOf(event.key)];
        if (!code) return;
        event.preventDefault();
        toggle(code);
      }}
      className="m-auto w-[min(40rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-0 text-ink
        shadow-high backdrop:bg-ink/40"
    >
      <form
        className="flex max-h-[85dvh] flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          if (!missing) onReject([...chosen], note.trim() || null);
        }}
      >
        <h2 id="reject-title" className="border-b border-line px-5 py-4 text-lg font-semibold [overflow-wrap:anywhere]">
          Why is “{item.title ?? 'this product'}” rejected?
        </h2>
        <div className="overflow-y-auto px-5 py-4">
          <fieldset>
            <legend className="sr-only">Reasons</legend>
            <div className="grid gap-1 sm:grid-cols-2">
              {CODES.map((code, index) => (
                <label
                  key={code}
                  className="flex items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-sunken has-checked:bg-bad-soft"
                >
                  <input
                    type="checkbox"
                    checked={chosen.has(code)}
                    onChange={() => toggle(code)}
                    className="size-4 accent-bad"
                  />
                  <span className="flex-1">{PROBLEM_NAMES[code as keyof typeof PROBLEM_NAMES]}</span>
                  <Key>{KEYS[index]}</Key>
                </label>
              ))}
            </div>
          </fieldset>
          <label htmlFor="reject-note" className="mt-4 mb-1.5 block text-sm font-medium">
            Anything to add (the seller sees the reasons, moderators see this)
          </label>
          <Textarea
            id="reject-note"
            value={note}
            onChange={(event) => setNote(event.target.value)}
            rows={2}
            maxLength={2000}
          />
        </div>
        <div className="flex justify-end gap-3 border-t border-line px-5 py-4">
          <Button look="ghost" onClick={onCancel}>
            Cancel <Key>Esc</Key>
          </Button>
          <Button type="submit" disabled={missing} className="bg-bad text-on-bad hover:bg-bad hover:opacity-90">
            Reject <Key>Enter</Key>
          </Button>
        </div>
      </form>
    </dialog>
  );
}
