import { MESSAGES } from '@/messages/messages';
import { requestLanguage } from './language';

/** What the scripts of every page may have to say. Words that only the server writes are not sent to slow phones twice. */
const EVERYWHERE = ['shell', 'search', 'product', 'saved', 'report', 'categories', 'codes'] as const;
const BY_SELLERS = [...EVERYWHERE, 'sell'] as const;

type Namespace = (typeof BY_SELLERS)[number];

/** The page's words for `NextIntlClientProvider`, in its language. */
export async function clientMessages(part: 'market' | 'sell' = 'market') {
  const messages = MESSAGES[await requestLanguage()];
  const names: readonly Namespace[] = part === 'sell' ? BY_SELLERS : EVERYWHERE;
  return Object.fromEntries(names.map((name) => [name, messages[name]]));
}
