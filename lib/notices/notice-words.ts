import { createTranslator } from 'use-intl/core';
import type { Language } from '@/lib/language/languages.schema';
import { MESSAGES } from '@/messages/messages';
import type { NoticeWords } from './notice-lines.schema';

/** Soko's words about notices in a seller's language, outside of any page. */
export function noticeWords(language: Language): NoticeWords {
  return createTranslator({
    locale: language,
    messages: MESSAGES[language],
    namespace: 'notices',
    timeZone: 'Africa/Nairobi',
  });
}
