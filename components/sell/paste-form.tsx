'use client';

import { ArrowRight, FileText, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useCodeMessage } from '@/components/language/use-code-message';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { readPastedLinks } from '@/lib/catalog/links';
import { PastedPreview } from './pasted-preview';
import { StartedSyncs } from './started-syncs';
import { useOnboarding } from './use-onboarding';

/** Half of what the API takes: a paste this long is a mistake. */
const LONGEST_PASTE = 200_000;

export function PasteForm({ whatsappOrigin }: { whatsappOrigin: string }) {
  const words = useTranslations('sell.paste');
  const codeMessage = useCodeMessage();
  const [text, setText] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const deferred = useDeferredValue(text);
  const links = useMemo(() => readPastedLinks(deferred, { whatsappOrigin }), [deferred, whatsappOrigin]);
  const usable = links.catalogues.length + links.products.length;
  const { onboarding, start, reset } = useOnboarding();

  async function addFile(chosen: File | undefined) {
    if (!chosen) return;
    const added = await chosen.text();
    setText((before) => [before.trim(), added].filter(Boolean).join('\n').slice(0, LONGEST_PASTE));
  }

  if (onboarding.step === 'done') return <StartedSyncs result={onboarding.result} onAgain={reset} />;
  const isStarting = onboarding.step === 'starting';
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (usable > 0 && !isStarting) void start(text);
      }}
    >
      <div className="flex flex-col gap-1.5">
        <label htmlFor="pasted" className="font-medium">
          {words('label')}
        </label>
        <Textarea
          id="pasted"
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={LONGEST_PASTE}
          rows={5}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="pasted-hint"
          placeholder="https://wa.me/c/254712345678"
        />
        <p id="pasted-hint" className="text-sm text-ink-soft">
          {words('hint')}
        </p>
      </div>
      {deferred.trim() ? (
        <section aria-label={words('understood')} aria-live="polite">
          <PastedPreview links={links} />
        </section>
      ) : null}
      {onboarding.step === 'refused' ? (
        <Notice live tone="bad" title={codeMessage(onboarding.code, onboarding.message)} />
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" size="lg" disabled={usable === 0 || isStarting} className="max-sm:w-full">
          {isStarting ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
          {isStarting ? words('starting') : words('add')}
          {isStarting ? null : <ArrowRight aria-hidden />}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".txt,.csv,text/plain,text/csv"
          hidden
          aria-label={words('fileLabel')}
          onChange={(event) => {
            void addFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button look="ghost" size="lg" onClick={() => file.current?.click()} className="max-sm:w-full">
          <FileText aria-hidden />
          {words('fromFile')}
        </Button>
      </div>
    </form>
  );
}
