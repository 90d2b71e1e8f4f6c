import type { Language } from '@/lib/language/languages.schema';
import type { Messages } from '@/messages/messages';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}
