import type { Suggestion } from '@/lib/search/suggestions.schema';

export type Choice = Suggestion | { kind: 'recent'; text: string };

/** Among what is suggested: more of them would push it out of sight. */
const RECENT_AMONG = 2;

/** What the search box offers: before anything is typed what was searched for lately, then both, each words once. */
export function choicesFor(typed: string, recent: readonly string[], suggested: readonly Suggestion[]): Choice[] {
  const begun = typed.trim().toLowerCase();
  const fitting = recent.filter((text) => text.toLowerCase().startsWith(begun) && text.toLowerCase() !== begun);
  const lately = (begun === '' ? fitting : fitting.slice(0, RECENT_AMONG)).map(
    (text): Choice => ({ kind: 'recent', text }),
  );
  if (begun === '') return lately;
  const said = new Set(lately.map(({ text }) => text.toLowerCase()));
  return [...lately, ...suggested.filter(({ kind, text }) => kind !== 'words' || !said.has(text.toLowerCase()))];
}

/** Where a choice goes on from what was typed; nothing is shown as typed when it begins otherwise. */
export function splitAtTyped(text: string, typed: string): [typed: string, rest: string] {
  const begun = typed.trimStart();
  return text.toLowerCase().startsWith(begun.toLowerCase())
    ? [text.slice(0, begun.length), text.slice(begun.length)]
    : ['', text];
}
