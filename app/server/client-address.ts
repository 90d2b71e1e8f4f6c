import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isFromThisMachine } from '@/lib/platform/this-machine';

const { IPv6, parse } = ipaddr;

/** Set on every request by the gate (gate.ts), over whatever a client may have sent. */
export const PEER_HEADER = 'x-soko-peer';
/** Likewise, `yes` or `no`. Known only before Next reads the request: it adds forwarding headers to every one. */
const LOCAL_HEADER = 'x-soko-local';

/** This machine and its network, where a proxy would be. */
const NEAR = new Set(['loopback', 'private', 'uniqueLocal']);

/** What one customer of a provider is given at the least: whoever has one address of it has all of them. */
const IPV6_CLIENT_BITS = 64;
/** IPv6 addresses that stand for an IPv4 one, by where in the 16 bytes that one is. */
const IPV4_INSIDE = [
  { range: IPv6.parseCIDR('::ffff:0:0/96'), at: 12 },
  // Stateless translation (RFC 2765).
  { range: IPv6.parseCIDR('::ffff:0:0:0/96'), at: 12 },
  // NAT64 (RFC 6052).
  { range: IPv6.parseCIDR('64:ff9b::/96'), at: 12 },
  // 6to4: 65,536 networks for each IPv4 address.
  { range: IPv6.parseCIDR('2002::/16'), at: 2 },
] as const;

/** Writes down who is at the other end, over whatever a client may have sent. */
export function describePeer({ headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: Peer }): void {
  const peer = socket.remoteAddress;
  headers[LOCAL_HEADER] = isFromThisMachine({ peer, headers }) ? 'yes' : 'no';
  headers[PEER_HEADER] = peer ?? '';
}

type Peer = Pick<IncomingMessage['socket'], 'remoteAddress'>;

/** Whether it was made on this machine by whoever runs Soko, past any proxy. Where nobody wrote it down, it was not. */
export const isLocal = (headers: Headers): boolean => headers.get(LOCAL_HEADER) === 'yes';

/**
 * Who a request comes from, for rate limits, budgets and reports: an IPv4 address, or the first address of an IPv6
 * network. A forwarding header counts only when the connection itself comes from near, and of it only the last entry:
 * the one that a proxy of ours wrote.
 */
export function clientAddress(headers: Headers): string {
  const peer = bareAddress(headers.get(PEER_HEADER) ?? '');
  if (peer === null) return 'unknown';
  if (!isNear(peer)) return clientOf(peer);
  const forwarded = headers.get('x-forwarded-for') ?? '';
  // Not split: a client may have sent thousands of entries.
  return clientOf(bareAddress(forwarded.slice(forwarded.lastIndexOf(',') + 1)) ?? peer);
}

/** As it is written: an address that merely stands for one of ours (NAT64, 6to4) comes from elsewhere. */
const isNear = (address: string): boolean => NEAR.has(ipaddr.process(address).range());

/** `1.2.3.4`, `1.2.3.4:567`, `::1`, `[::1]:567`, `fe80::1%eth0`, quoted or not, as the address alone; else null. */
function bareAddress(text: string): string | null {
  const given = text.trim().replace(/^"(.*)"$/, '$1');
  const [, inBrackets, ipv4] = /^(?:\[([^\]]*)\]|(\d+\.\d+\.\d+\.\d+))(?::\d{1,5})?$/.exec(given) ?? [];
  const address = (inBrackets ?? ipv4 ?? given).replace(/%.*$/, '');
  return isIP(address) === 0 ? null : address;
}

/** An IPv4 address in whatever IPv6 form, as IPv4. */
function plain(address: string): string {
  const parsed = parse(address);
  if (!(parsed instanceof IPv6)) return parsed.toString();
  const inside = IPV4_INSIDE.find(({ range }) => parsed.match(range));
  if (inside === undefined) return parsed.toString();
  const bytes = parsed.toByteArray();
  return bytes.slice(inside.at, inside.at + 4).join('.');
}

function clientOf(given: string): string {
  const address = plain(given);
  // This machine is not all of the network that its address is in.
  if (isIP(address) !== 6 || address === '::1') return address;
  return IPv6.networkAddressFromCIDR(`${address}/${IPV6_CLIENT_BITS}`).toString();
}
