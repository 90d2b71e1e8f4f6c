'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Key } from '@/components/ui/key';

interface DecisionDialogProps {
  title: string;
  /** What Enter does. */
  action: string;
  /** Refuses, hides or takes something away. */
  isBad?: boolean;
  /** Something is still to be said first. */
  missing: boolean;
  onCancel(): void;
  onSubmit(): void;
  /** What keys do outside of text. */
  keys?: Record<string, () => void>;
  /** Nothing has to be said: Enter is meant for the dialog, not for its first field. */
  startsAtAction?: boolean;
  children: ReactNode;
}

/** Around what a decision needs besides its name: keys choose, Enter sends, Esc leaves all as it was. */
export function DecisionDialog({ title, action, isBad, missing, onCancel, onSubmit, ...rest }: DecisionDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { startsAtAction = false } = rest;
  useEffect(() => {
    dialog.current?.showModal();
    if (startsAtAction) dialog.current?.focus();
  }, [startsAtAction]);
  const submit = () => {
    if (!missing) onSubmit();
  };
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby="decision-title"
      onClose={onCancel}
      onKeyDown={(event) => {
        if (isText(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
        const isPressed = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
        if (event.key === 'Enter' && !isPressed) {
          event.preventDefault();
          submit();
          return;
        }
        const act = rest.keys?.[event.key.toLowerCase()];
        if (act === undefined) return;
        event.preventDefault();
        act();
      }}
      className="m-auto w-[min(42rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-0 text-ink
        shadow-high outline-none backdrop:bg-ink/40"
    >
      <form
        className="flex max-h-[85dvh] flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2
          id="decision-title"
          className="border-b border-line px-5 py-4 text-lg font-semibold [overflow-wrap:anywhere]"
        >
          {title}
        </h2>
        <div className="flex flex-col gap-4 overflow-y-auto px-5 py-4">{rest.children}</div>
        <div className="flex justify-end gap-3 border-t border-line px-5 py-4">
          <Button look="ghost" onClick={onCancel}>
            Cancel <Key>Esc</Key>
          </Button>
          <Button
            type="submit"
            disabled={missing}
            className={isBad ? 'bg-bad text-on-bad hover:bg-bad hover:opacity-90' : undefined}
          >
            {action} <Key>Enter</Key>
          </Button>
        </div>
      </form>
    </dialog>
  );
}

/** In a line of text Enter sends too; in several it begins the next. */
function isText(target: EventTarget): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && /^(?:text|search)$/.test(target.type))
  );
}
