import { isIP } from 'node:net';
import { RegistrationError } from './registration';

/**
 * Where the engine may call an app, in the one form that is kept of it: one process is one row, however often and under whatever query
 * it registers. Only loopback and the hosts that were allowed are taken. Throws a RegistrationError.
 */
export function readAppUrl(url: string, allowedHosts: string[]): string {
  const { protocol, hostname, host, pathname } = new URL(url);
  const name = hostname.replace(/^\[|\]$/g, '');
  const isLoopback = name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
  const isAllowed = allowedHosts.includes(hostname) || allowedHosts.includes(host);
  if (!/^https?:$/.test(protocol) || !(isLoopback || isAllowed)) {
    throw new RegistrationError(
      `The app says it is served at ${url}; the embedded engine calls loopback only. Name ${host} in ENGINE_ALLOWED_APP_HOSTS to allow it.`,
    );
  }
  return `${protocol}//${host}${pathname}`;
}

/** One process may be reached by several names of this machine: it is the port that tells them apart. */
export function processOf(url: string): string {
  const { hostname, host, port, pathname } = new URL(url);
  const isThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return `${isThisMachine ? `loopback:${port}` : host}${pathname}`;
}
