/** What PostgreSQL keeps neither as text nor in JSON: NUL, and half a surrogate pair. */
const NOT_KEPT = /[\0\p{Cs}]/gu;

export const keptText = (text: string): string => text.replace(NOT_KEPT, '');

/** A person's note as it is kept; null when nothing is left of it. */
export const personNote = (note: string | null): string | null => (note && keptText(note).trim()) || null;
