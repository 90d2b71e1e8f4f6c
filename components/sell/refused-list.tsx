import { useTranslations } from 'next-intl';
import { useCodeMessage } from '@/components/language/use-code-message';
import type { Onboarded } from '@/lib/sellers/onboarded.schema';
import { type Contact, ContactLine } from './contact-line';

/** What of a paste was not taken, why, and what to do about it. */
export function RefusedList({ rejected, contact }: { rejected: Onboarded['rejected']; contact: Contact }) {
  const words = useTranslations('sell');
  const codeMessage = useCodeMessage();
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {rejected.map(({ text, code, message }) => (
        <li key={code + text} className="rounded-lg border border-line bg-surface px-4 py-3">
          <p className="font-medium [overflow-wrap:anywhere]">{text || words('preview.thisText')}</p>
          {code === 'seller_opted_out' ? (
            <div className="text-ink-soft">
              {words('optedOut.text')}
              <ContactLine contact={contact} />
            </div>
          ) : (
            <p className="text-ink-soft">{codeMessage(code, message)}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
