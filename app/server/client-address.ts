import { BlockList, isIP } from 'node:net';

/** Set on every request by `instrumentation.ts`, over whatever a client may have sent. */
export const PEER_HEADER = 'x-soko-peer';

const NEAR = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  NEAR.addSubnet(network, prefix, 'ipv4');
}
NEAR.addAddress('::1', 'ipv6');
NEAR.addSubnet('fc00::', 7, 'ipv6');

/**
 * Who a request comes from, for rate limits. A forwarding header counts only when the connection itself comes from this
 * machine or its network, where a proxy would be, and only its last entry: the one that proxy wrote.
 */
export function clientAddress(headers: Headers): string {
  const peer = plain(headers.get(PEER_HEADER) ?? '');
  if (!isNear(peer)) return peer || 'unknown';
  const forwarded = plain(headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '');
  return isIP(forwarded) ? forwarded : peer;
}

function isNear(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && NEAR.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv4 address that came over an IPv6 socket, as IPv4. */
function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}
