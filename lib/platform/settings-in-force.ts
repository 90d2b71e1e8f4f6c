import { ENV_NAMES, type Env } from './env';
import { SECRETS } from './secret-files';

export interface SettingInForce {
  name: string;
  /** As it is in force; null: unset, and without a default. What is secret is never in it. */
  value: string | null;
  /** Whether this process was given it, by a person or by `npm run up`. */
  given: boolean;
  secret: boolean;
}

const HIDDEN = '••••••••';

/** Each setting with what is in force in this process. */
export function settingsInForce(settings: Env, isGiven: (name: string) => boolean): SettingInForce[] {
  const values = new Map<string, unknown>(Object.entries(settings));
  return ENV_NAMES.map((name) => {
    const secret = isSecret(name);
    const text = textOf(values.get(name));
    const value = text !== null && secret ? HIDDEN : text && withoutPasswords(text);
    return { name, value, secret, given: isGiven(name) };
  });
}

/** Also what is added one day and named as secrets are. */
export const isSecret = (name: string): boolean =>
  SECRETS.includes(name) || /SECRET|TOKEN|PASSWORD|(^|_)KEY(_|$)/.test(name);

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  if (value === null) return 'off';
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** An address keeps who signs in and where; its password, and what stands behind its question mark, do not show. */
function withoutPasswords(text: string): string {
  if (!text.includes('://')) return text;
  if (!URL.canParse(text)) return HIDDEN;
  const url = new URL(text);
  if (url.password === '' && url.search === '' && url.hash === '') return text;
  const user = url.username === '' && url.password === '' ? '' : `${url.username}:${HIDDEN}@`;
  const asked = [...new Set(url.searchParams.keys())].map((name) => `${name}=${HIDDEN}`).join('&');
  return `${url.protocol}//${user}${url.host}${url.pathname}${asked === '' ? '' : `?${asked}`}`;
}
