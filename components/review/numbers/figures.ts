/** A share as people read it; a dash where there is nothing to share. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(100 * share)} %`;
}

export function twoDigits(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(2);
}
