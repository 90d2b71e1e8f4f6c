import { getRequestConfig } from 'next-intl/server';
import { MESSAGES } from '@/messages/messages';
import { requestLanguage } from './language';

/** What next-intl asks for once per request. */
export default getRequestConfig(async () => {
  const locale = await requestLanguage();
  return { locale, messages: MESSAGES[locale], timeZone: 'Africa/Nairobi', now: new Date() };
});
