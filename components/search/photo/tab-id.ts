let last = 0;

/**
 * Unique in this tab. By count: `crypto.randomUUID` exists in secure contexts only, and a phone may open Soko by plain
 * http.
 */
export function tabId(): string {
  last += 1;
  return `tab-${last}`;
}
