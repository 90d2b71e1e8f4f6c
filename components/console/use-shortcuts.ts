'use client';

import { useEffect, useRef } from 'react';

/** How many parts of the page listen right now. */
let listening = 0;

/**
 * Single keys (named in lower case, `shift+j` for a letter with shift), while nothing is being typed and no other
 * modifier is held. Each part of a page has its own.
 */
export function useShortcuts(enabled: boolean, actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      const action = actionFor(latest.current, event);
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    // Keys pressed before this are nobody's: whoever drives the page by keys, as the browser tests do, can wait for it.
    listening += 1;
    document.documentElement.dataset.shortcuts = 'on';
    return () => {
      document.removeEventListener('keydown', onKey);
      listening -= 1;
      if (listening === 0) delete document.documentElement.dataset.shortcuts;
    };
  }, [enabled]);
}

function actionFor(actions: Record<string, () => void>, { key, shiftKey }: KeyboardEvent): (() => void) | undefined {
  const name = key.toLowerCase();
  // Shift makes another key of a letter, and is needed for others: `?`, `*`.
  return shiftKey && /^\p{L}$/u.test(name) ? actions[`shift+${name}`] : actions[name];
}

/** Where letters are written, or a choice is made by them. A ticked box takes none. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}
