/** What PostgreSQL keeps neither as text nor in JSON: NUL, and half a surrogate pair. */
const NOT_KEPT = /[\0\p{Cs}]/gu;

/** A person's note as it is kept; null when nothing is left of it. */
export function personNote(note: string | null): string | null {
  return note?.replace(NOT_KEPT, '').trim() || null;
}
