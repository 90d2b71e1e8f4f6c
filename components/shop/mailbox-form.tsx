import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Mailbox } from '@/lib/notices/mailbox';

interface MailboxFormProps {
  sellerId: string;
  /** Null: no address is set. */
  mailbox: Mailbox | null;
  /** Whether Soko sends mails at all: without, there is nothing to set. */
  canMail: boolean;
  /** What came of sending the form, as the address of the page says it. */
  outcome?: string | string[] | undefined;
}

/** Where the owner of a shop wants to be written to. Plain forms: they work without scripts. */
export function MailboxForm({ sellerId, mailbox, canMail, outcome }: MailboxFormProps) {
  const words = useTranslations('notices.mailbox');
  if (!canMail && mailbox === null) return null;
  const action = `/api/shops/${sellerId}/mailbox`;
  return (
    <section
      id="mailbox"
      aria-labelledby="mailbox-title"
      className="scroll-mt-20 rounded-xl border border-line bg-surface p-4"
    >
      <h3 id="mailbox-title" className="font-sans font-semibold">
        {words('title')}
      </h3>
      <p className="mt-0.5 text-[0.9375rem] text-ink-soft text-pretty">{words('hint')}</p>
      <Outcome outcome={outcome} />
      {mailbox === null ? null : (
        <form method="post" action={action} className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="text-[0.9375rem] [overflow-wrap:anywhere]">
            {words(mailbox.confirmed ? 'confirmed' : 'unconfirmed', { address: mailbox.address })}
          </p>
          <input type="hidden" name="action" value="remove" />
          <Button type="submit" look="quiet">
            {words('remove')}
          </Button>
        </form>
      )}
      {canMail ? (
        <form method="post" action={action} className="mt-3 flex flex-wrap items-end gap-3">
          <input type="hidden" name="action" value="set" />
          <Field id="mail-address" label={words(mailbox === null ? 'label' : 'another')} className="grow basis-64">
            <Input id="mail-address" name="address" type="email" required maxLength={254} autoComplete="email" />
          </Field>
          <Button type="submit" look={mailbox === null ? 'primary' : 'quiet'}>
            {words('set')}
          </Button>
        </form>
      ) : null}
    </section>
  );
}

function Outcome({ outcome }: Pick<MailboxFormProps, 'outcome'>) {
  const words = useTranslations('notices.mailbox');
  switch (outcome) {
    case 'asked':
      return <Said tone="good" title={words('asked')} text={words('askedText')} />;
    case 'removed':
      return <Said tone="good" title={words('removed')} />;
    case 'failed':
      return <Said tone="bad" title={words('failed')} text={words('failedText')} />;
    default:
      return null;
  }
}

function Said({ tone, title, text }: { tone: 'good' | 'bad'; title: string; text?: string }) {
  return (
    <Notice tone={tone} title={title} className="mt-3" live>
      {text}
    </Notice>
  );
}
