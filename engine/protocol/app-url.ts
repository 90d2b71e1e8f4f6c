import { isIP } from 'node:net';
import { RegistrationError } from './registration';

/**
 * Whether the engine may call an app there. Its address comes from whatever Host header its endpoint was asked with, so anybody
 * who can reach that endpoint can name one: only loopback and the hosts that were allowed are taken. Throws a RegistrationError.
 */
export function checkAppUrl(url: string, allowedHosts: string[]): void {
  const { protocol, hostname, host } = new URL(url);
  const name = hostname.replace(/^\[|\]$/g, '');
  const isLoopback = name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
  const isAllowed = allowedHosts.includes(hostname) || allowedHosts.includes(host);
  if (!/^https?:$/.test(protocol) || !(isLoopback || isAllowed)) {
    throw new RegistrationError(
      `The app says it is served at ${url}; the embedded engine calls loopback only. Name ${host} in ENGINE_ALLOWED_APP_HOSTS to allow it.`,
    );
  }
}
