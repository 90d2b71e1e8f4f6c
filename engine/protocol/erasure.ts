import { canonicalJson } from './signing';

/** Whether an event is about this value alone: one of its data's members is it, or it tells of a run that was. */
export function isAbout(event: unknown, value: string): boolean {
  if (!isRecord(event) || !isRecord(event.data)) return false;
  const { data } = event;
  if (event.name === 'inngest/function.failed' && Array.isArray(data.events)) {
    return data.events.length > 0 && data.events.every((inner) => isAbout(inner, value));
  }
  return Object.values(data).some((member) => isSame(member, value));
}

/**
 * A canonical JSON text without the value. In its place are as many zeros: lists keep their length and fields their
 * form, so that a run that is in the middle of them goes on with the others' and finds nothing under this one.
 */
export function scrubbed(text: string, value: string): string {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // Not within a longer number: a product's id may hold the same digits.
  const wholly = new RegExp(`(?<![0-9])${escaped}(?![0-9])`, 'g');
  const zeros = '0'.repeat(value.length);
  const scrub = (part: unknown): unknown => {
    if (typeof part === 'string') return part.replace(wholly, zeros);
    if (typeof part === 'number') return isSame(part, value) ? 0 : part;
    if (Array.isArray(part)) return part.map(scrub);
    if (!isRecord(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key.replace(wholly, zeros), scrub(member)]));
  };
  return canonicalJson(scrub(JSON.parse(text)));
}

const isSame = (member: unknown, value: string) =>
  (typeof member === 'string' || typeof member === 'number') && String(member) === value;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
