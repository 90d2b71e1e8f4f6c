import { useTranslations } from 'next-intl';
import { whatsappChatUrl } from '@/lib/catalog/link-path';

/** Whom people may write to: CONTACT_EMAIL, CONTACT_WHATSAPP. */
export interface Contact {
  email: string | null;
  whatsapp: string | null;
}

/** Whom an opted-out seller may write to; nothing where there is nobody. */
export function ContactLine({ contact: { email, whatsapp } }: { contact: Contact }) {
  const words = useTranslations('sell.optedOut');
  if (email === null && whatsapp === null) return null;
  return (
    <p className="mt-1 text-ink">
      {words('comeBack')}{' '}
      {email === null ? null : (
        <a href={`mailto:${email}`} className="font-medium underline">
          {email}
        </a>
      )}
      {email === null || whatsapp === null ? null : ' · '}
      {whatsapp === null ? null : (
        <a href={whatsappChatUrl(whatsapp)} className="font-medium underline">
          {words('whatsapp', { phone: `+${whatsapp}` })}
        </a>
      )}
    </p>
  );
}
