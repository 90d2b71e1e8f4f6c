'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiError, sendJson } from '@/components/api/api-request';
import { useCodeMessage } from '@/components/language/use-code-message';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/field';
import { REPORT_NOTE_LENGTH, REPORT_REASONS } from '@/lib/moderation/report-reasons.schema';

export interface ReportFormProps {
  productId: string;
  /** In a dialog: closes it. A page of its own has nothing to close. */
  onDone?: () => void;
}

/**
 * Why a product is reported, and what else the shopper wants to say. Sends itself as a plain form where no script runs.
 */
export function ReportForm({ productId, onDone }: ReportFormProps) {
  const t = useTranslations('report');
  const codeMessage = useCodeMessage();
  const thanks = useRef<HTMLParagraphElement>(null);
  const action = `/api/products/${productId}/reports`;
  const [state, setState] = useState<'open' | 'sending' | 'sent'>('open');
  const [error, setError] = useState<Error | null>(null);
  const isPending = state === 'sending';
  const isSuccess = state === 'sent';
  // What had the focus is gone: the answer takes it, and is read out.
  useEffect(() => {
    if (isSuccess) thanks.current?.focus();
  }, [isSuccess]);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setState('sending');
    setError(null);
    try {
      await sendJson('reportReceived', action, {
        reason: String(data.get('reason') ?? ''),
        note: String(data.get('note') ?? ''),
      });
      setState('sent');
    } catch (reason) {
      setError(reason instanceof Error ? reason : new Error(String(reason)));
      setState('open');
    }
  };

  if (isSuccess) {
    return (
      <>
        <p ref={thanks} tabIndex={-1} className="mt-3 outline-none">
          {t('thanks')}
        </p>
        {onDone ? (
          <Button onClick={onDone} className="mt-5">
            {t('close')}
          </Button>
        ) : null}
      </>
    );
  }
  return (
    <form action={action} method="post" onSubmit={send} className="mt-1">
      <p className="text-sm text-ink-soft">{t('lead')}</p>
      <fieldset className="mt-4">
        <legend className="text-sm font-medium">{t('reason')}</legend>
        <div className="mt-1 grid">
          {REPORT_REASONS.map((reason) => (
            <label
              key={reason}
              className="flex min-h-11 items-center gap-3 rounded-md px-2 hover:bg-sunken has-checked:bg-accent-soft"
            >
              <input type="radio" name="reason" value={reason} required className="size-4.5 accent-accent" />
              {t(`reasons.${reason}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <label htmlFor="report-note" className="mt-4 mb-1.5 block text-sm font-medium">
        {t('note')}
      </label>
      <Textarea id="report-note" name="note" rows={3} maxLength={REPORT_NOTE_LENGTH} />
      {error ? (
        <p role="alert" className="mt-3 text-sm text-bad">
          {codeMessage(error instanceof ApiError ? error.code : null, error.message)}
        </p>
      ) : null}
      <div className="mt-5 flex justify-end gap-3">
        {onDone ? (
          <Button look="ghost" onClick={onDone}>
            {t('cancel')}
          </Button>
        ) : null}
        <Button type="submit" disabled={isPending}>
          {isPending ? t('sending') : t('send')}
        </Button>
      </div>
    </form>
  );
}
