import { promises as dns, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { SokoError } from '@/lib/platform/errors';
import { isPublicAddress } from './public-address';

/** All addresses of a host name. */
export type ResolveHost = (hostname: string) => Promise<LookupAddress[]>;

const resolveBySystem: ResolveHost = (hostname) => dns.lookup(hostname, { all: true, verbatim: true });

/** The host's addresses, all of them public. One bad address refuses the host: which one a socket would take is a race. */
export async function resolvePublic(
  hostname: string,
  resolve: ResolveHost = resolveBySystem,
): Promise<LookupAddress[]> {
  const addresses = await resolve(hostname);
  if (addresses.length === 0)
    throw Object.assign(new Error(`${hostname} has no address`), {
      code: 'ENOTFOUND',
    });
  if (!addresses.every(({ address }) => isPublicAddress(address))) {
    throw new SokoError({
      code: 'address_not_allowed',
      message: `${hostname} leads to an address that is not on the public internet, so it was not fetched.`,
      status: 422,
    });
  }
  return addresses;
}

/**
 * For net.connect: the socket goes to exactly the addresses that were checked, as there is no second look-up between
 * the check and the connection that could answer differently.
 */
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
