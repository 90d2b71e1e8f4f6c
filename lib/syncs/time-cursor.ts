/** Where a page begins of what is listed by time, as it stands in an address: the time in ms and an id. */
export interface TimeCursor {
  at: Date;
  id: string;
}

export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const writeTimeCursor = (at: Date, id: string): string => `${at.getTime()}.${id}`;

/** Undefined for what is none of ours. */
export function readTimeCursor(text: string | undefined, ids: RegExp): TimeCursor | undefined {
  const [, at = '', id = ''] = /^(\d{1,15})\.(.+)$/.exec(text ?? '') ?? [];
  return ids.test(id) ? { at: new Date(Number(at)), id } : undefined;
}
