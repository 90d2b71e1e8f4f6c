/** Links are signed for days or weeks; a date far outside of that is not an expiry. */
const EARLIEST = Date.UTC(2015, 0);
const LATEST = Date.UTC(2100, 0);

/** When a Meta CDN link dies, from its `oe=` (hex Unix seconds), or null where it does not say. */
export function cdnUrlExpiry(url: string): Date | null {
  const hex = /[?&]oe=([0-9a-f]{6,10})(?:[&#]|$)/i.exec(url)?.[1];
  if (hex === undefined) return null;
  const at = Number.parseInt(hex, 16) * 1000;
  return at > EARLIEST && at < LATEST ? new Date(at) : null;
}
