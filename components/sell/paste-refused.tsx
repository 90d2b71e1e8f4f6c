import { useTranslations } from 'next-intl';
import { useCodeMessage } from '@/components/language/use-code-message';
import { Notice } from '@/components/ui/notice';
import type { Onboarded } from '@/lib/sellers/onboarded.schema';
import type { Contact } from './contact-line';
import { RefusedList } from './refused-list';

export interface PasteRefusal {
  code: string | undefined;
  message: string;
  /** Bit by bit, where the API said so. */
  rejected: Onboarded['rejected'];
}

/** A paste of which nothing was taken. */
export function PasteRefused({ refusal, contact }: { refusal: PasteRefusal; contact: Contact }) {
  const words = useTranslations('sell.started');
  const codeMessage = useCodeMessage();
  const { code, message, rejected } = refusal;
  if (rejected.length === 0) return <Notice live tone="bad" title={codeMessage(code, message)} />;
  return (
    <div className="flex flex-col gap-2">
      <Notice live tone="bad" title={words('nothingTaken')} />
      <RefusedList rejected={rejected} contact={contact} />
    </div>
  );
}
