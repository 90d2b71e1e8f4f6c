import { promises as dns, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { SokoError } from '@/lib/platform/errors';

export type ResolveHost = (hostname: string) => Promise<LookupAddress[]>;

const resolveBySystem: ResolveHost = (hostname) => dns.lookup(hostname, { all: true, verbatim: true });

/** The host's addresses, all of them public. One bad one refuses the host: which one a socket takes is a race. */
export async function resolvePublic(hostname: string, resolve = resolveBySystem): Promise<LookupAddress[]> {
  const addresses = await resolve(hostname);
  if (addresses.length === 0) throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
  if (!addresses.every(({ address }) => isPublicAddress(address))) {
    throw new SokoError({
      code: 'address_not_allowed',
      message: `${hostname} leads to an address that is not on the public internet, so it was not fetched.`,
      status: 422,
    });
  }
  return addresses;
}

/** For net.connect: the socket goes to exactly the addresses that were checked; there is no second look-up. */
export function createCheckedLookup(resolve?: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    resolvePublic(hostname, resolve).then(
      (addresses) => {
        if (options.all === true) return callback(null, addresses);
        // resolvePublic never answers with an empty list.
        const [first] = addresses as [LookupAddress, ...LookupAddress[]];
        return callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, options.all === true ? [] : ''),
    );
  };
}

/** Ordinary addresses by their range, which a machine in somebody's cloud reaches without any internet. */
const WITHIN_A_CLOUD: readonly [range: string, reason: string][] = [
  ['168.63.129.16/32', 'Azure: the wire server beside every machine (its settings, its certificates), DNS and DHCP'],
  ['161.26.0.0/16', 'IBM Cloud: DNS, storage and packages of its private network'],
  ['166.8.0.0/14', 'IBM Cloud: service endpoints of its private network'],
  ['199.36.153.4/30', 'Google Cloud: restricted.googleapis.com, from within a network only'],
  ['199.36.153.8/30', 'Google Cloud: private.googleapis.com, from within a network only'],
  ['2600:2d00:2:1000::/64', 'Google Cloud: restricted.googleapis.com'],
  ['2600:2d00:2:2000::/64', 'Google Cloud: private.googleapis.com'],
];
const RANGES = WITHIN_A_CLOUD.map(([range]) => ipaddr.parseCIDR(range));

/**
 * Global unicast as the internet routes it; not addresses that carry another one inside (mapped, NAT64, 6to4, Teredo,
 * ISATAP). Clouds' metadata is mostly link-local, unique local or carrier-grade NAT: no unicast to the library either.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (RANGES.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits))) return false;
  if (parsed.kind() === 'ipv4') return true;
  const bytes = parsed.toByteArray();
  // Outside 2000::/3 nothing is globally routed, whatever the library's list of named ranges knows.
  return ((bytes[0] ?? 0) & 0xe0) === 0x20 && !isIsatap(bytes);
}

/** An IPv4 address behind 0:5efe (or 200:5efe): a host with such a tunnel sends it there. */
function isIsatap(bytes: number[]): boolean {
  const [a, b, c, d] = bytes.slice(8, 12);
  return (a === 0 || a === 2) && b === 0 && c === 0x5e && d === 0xfe;
}
