import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { isSameSecret } from '@/lib/platform/secrets';

/** What a link in a mail may do, for one address of one seller: the one that was set at that time. */
export interface MailLink {
  does: 'confirm' | 'unsubscribe';
  sellerId: string;
  setAt: Date;
}

const TOKEN = /^([cu])\.([0-9a-f-]{36})\.([0-9a-z]{1,12})\.([\w-]{43})$/;
const LETTER = { confirm: 'c', unsubscribe: 'u' } as const;

/** Nothing of it is kept: whoever has the key makes the same again. `key`: deriveKey('mail links'). */
export function mailToken({ does, sellerId, setAt }: MailLink, key: Uint8Array): string {
  const said = `${LETTER[does]}.${sellerId}.${setAt.getTime().toString(36)}`;
  return `${said}.${signature(said, key)}`;
}

/** Null for what we have not made. */
export function readMailToken(token: string, key: Uint8Array): MailLink | null {
  const [, letter, sellerId = '', setAt = '', given = ''] = TOKEN.exec(token) ?? [];
  if (letter === undefined || !isSameSecret(given, signature(`${letter}.${sellerId}.${setAt}`, key))) return null;
  if (!z.uuid().safeParse(sellerId).success) return null;
  return {
    does: letter === 'c' ? 'confirm' : 'unsubscribe',
    sellerId,
    setAt: new Date(Number.parseInt(setAt, 36)),
  };
}

const signature = (said: string, key: Uint8Array): string => createHmac('sha256', key).update(said).digest('base64url');
