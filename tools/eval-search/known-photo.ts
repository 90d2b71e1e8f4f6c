/** A photo of which is known what it shows. */
export interface KnownPhoto {
  name: string;
  photo: Buffer;
  /** Another photo of the same thing; null when there is none. */
  otherView: Buffer | null;
  /** What the seller writes about it; null: it is found by its picture alone. */
  title: string | null;
  /** What it shows, the most important first: kind, colour, pattern. */
  labels: readonly string[];
}

/** Names of the labels, in their order. */
export type LabelNames = readonly string[];

export interface KnownPhotos {
  labelNames: LabelNames;
  photos: KnownPhoto[];
}

/** Whether the first so many labels are the same. */
export function agree(a: readonly string[], b: readonly string[], labels: number): boolean {
  return a.slice(0, labels).every((label, at) => label === b[at]);
}
