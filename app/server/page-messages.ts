import { getRequestConfig } from 'next-intl/server';
import { MESSAGES } from '@/messages/messages';
import { requestLanguage } from './language';

/** What next-intl asks for once per request. */
export default getRequestConfig(async () => {
  const locale = await requestLanguage();
  return { locale, messages: MESSAGES[locale], timeZone: 'Africa/Nairobi', now: new Date() };
});

/** What the scripts of every page may have to say. Words that only the server writes are not sent to slow phones. */
const EVERYWHERE = ['shell', 'search', 'product', 'saved', 'report', 'categories', 'codes'] as const;
const BY_SELLERS = [...EVERYWHERE, 'sell'] as const;

/** The page's words for `NextIntlClientProvider`, in its language. */
export async function clientMessages(part: 'market' | 'sell' = 'market') {
  const messages = MESSAGES[await requestLanguage()];
  const names: readonly (typeof BY_SELLERS)[number][] = part === 'sell' ? BY_SELLERS : EVERYWHERE;
  return Object.fromEntries(names.map((name) => [name, messages[name]]));
}
