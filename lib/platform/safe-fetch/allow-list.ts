import ipaddr from 'ipaddr.js';
import { SokoError } from '@/lib/platform/errors';

/** What is fetched: a WhatsApp page, a picture of a Meta CDN, or whatever such a page loads in the Scout's browser. */
export type FetchPurpose = 'page' | 'image' | 'browser';

export interface AllowListSettings {
  /** WHATSAPP_ORIGIN: serves /c/… and /p/… in the place of https://wa.me. */
  whatsappOrigin?: string;
  /** EXTRA_ALLOWED_HOSTS: `host:port` entries, for tests and the demo. */
  extraAllowedHosts?: readonly string[];
}

export interface AllowedTarget {
  url: URL;
  /** Named by the operator: may be plain http, any port, a private address. */
  trusted: boolean;
}

export interface AllowList {
  /** The URL, parsed. Errors: `host_not_allowed` and others for what may not be fetched; never asks the DNS. */
  check(url: string | URL, purpose: FetchPurpose): AllowedTarget;
}

const PAGE_HOSTS = new Set(['wa.me', 'www.whatsapp.com', 'whatsapp.com', 'api.whatsapp.com', 'web.whatsapp.com']);
export const CDN_HOSTS = new Set(['lookaside.fbsbx.com', 'lookaside.facebook.com', 'lookaside.whatsapp.com']);
export const CDN_SUFFIXES = ['.fbcdn.net', '.whatsapp.net'];
const DEFAULT_PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

const isPageHost = (host: string): boolean => PAGE_HOSTS.has(host);
const isCdnHost = (host: string): boolean =>
  CDN_HOSTS.has(host) || CDN_SUFFIXES.some((suffix) => host.endsWith(suffix));

const HOSTS_FOR: Record<FetchPurpose, (host: string) => boolean> = {
  page: isPageHost,
  image: isCdnHost,
  browser: (host) => isPageHost(host) || isCdnHost(host),
};

export function createAllowList(settings: AllowListSettings): AllowList {
  const trusted = new Set(settings.extraAllowedHosts?.map(readHostAndPort));
  const origin = new URL(settings.whatsappOrigin ?? 'https://wa.me');
  // Meta's own hosts keep the strict rules even when they are named as the origin.
  if (origin.protocol !== 'https:' || !isPageHost(origin.host)) trusted.add(hostAndPort(origin));

  return {
    check(input, purpose) {
      const url = parse(input);
      if (DEFAULT_PORTS[url.protocol] === undefined) throw refuse('scheme_not_allowed', `${url.protocol} links`);
      if (url.username !== '' || url.password !== '')
        throw refuse('userinfo_not_allowed', 'Links with a user name in them');
      if (trusted.has(hostAndPort(url))) return { url, trusted: true };
      if (isIpLiteral(url.hostname)) throw refuse('address_not_allowed', `The address ${url.hostname}`);
      if (!HOSTS_FOR[purpose](url.hostname)) throw refuse('host_not_allowed', `The host ${url.host}`);
      if (url.protocol !== 'https:') throw refuse('https_required', `Plain http to ${url.host}`);
      if (url.port !== '') throw refuse('port_not_allowed', `Port ${url.port} of ${url.hostname}`);
      return { url, trusted: false };
    },
  };
}

function parse(input: string | URL): URL {
  if (input instanceof URL) return input;
  try {
    return new URL(input);
  } catch (cause) {
    throw new SokoError({ code: 'bad_url', message: 'This is not a URL that can be fetched.', status: 422, cause });
  }
}

/** A URL's host and its port, also where the port is the scheme's own. */
function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port === '' ? DEFAULT_PORTS[url.protocol] : url.port}`;
}

function readHostAndPort(entry: string): string {
  const match = /^(\[[0-9a-f:.]+\]|[^\s:/@?#]+):(\d{1,5})$/i.exec(entry.trim());
  if (match === null || !URL.canParse(`http://${entry.trim()}`)) {
    throw new SokoError({
      code: 'bad_allowed_host',
      message: `EXTRA_ALLOWED_HOSTS: "${entry}" is not host:port, for example localhost:4010.`,
    });
  }
  return hostAndPort(new URL(`http://${entry.trim()}`));
}

function isIpLiteral(hostname: string): boolean {
  // The URL parser has already turned 0x7f.1, 2130706433 and the like into dotted decimals.
  return hostname.startsWith('[') || ipaddr.isValid(hostname);
}

function refuse(code: string, what: string): SokoError {
  const message = `${what} may not be fetched: Soko only reads WhatsApp's pages and Meta's picture servers.`;
  return new SokoError({ code, message, status: 422 });
}
