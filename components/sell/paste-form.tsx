'use client';

import { useMutation } from '@tanstack/react-query';
import { ArrowRight, FileText, LoaderCircle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useCodeMessage } from '@/components/language/use-code-message';
import { ApiError, sendJson } from '@/components/market/api-request';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { readPastedLinks } from '@/lib/catalog/links';
import type { Onboarded } from '@/lib/sellers/onboard-sellers';
import { PastedPreview } from './pasted-preview';
import { StartedSyncs } from './started-syncs';

/** Half of what the API takes: a paste this long is a mistake. */
const LONGEST_PASTE = 200_000;

export function PasteForm({ whatsappOrigin }: { whatsappOrigin: string }) {
  const words = useTranslations('sell.paste');
  const codeMessage = useCodeMessage();
  const [text, setText] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const deferred = useDeferredValue(text);
  const links = useMemo(() => readPastedLinks(deferred, { whatsappOrigin }), [deferred, whatsappOrigin]);
  const usable = links.catalogues.length + links.products.length;
  const start = useMutation({
    mutationFn: (pasted: string) => sendJson<Onboarded>('/api/sellers', { text: pasted }),
    onSuccess: ({ sellers, rejected }) => {
      const [only] = sellers;
      if (only && sellers.length === 1 && rejected.length === 0) router.push(only.statusUrl);
    },
  });

  async function addFile(chosen: File | undefined) {
    if (!chosen) return;
    const added = await chosen.text();
    setText((before) => [before.trim(), added].filter(Boolean).join('\n').slice(0, LONGEST_PASTE));
  }

  if (start.data) return <StartedSyncs result={start.data} onAgain={() => start.reset()} />;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (usable > 0) start.mutate(text);
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
      {start.error ? <Notice live tone="bad" title={codeMessage(codeOf(start.error), start.error.message)} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" size="lg" disabled={usable === 0 || start.isPending} className="max-sm:w-full">
          {start.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
          {start.isPending ? words('starting') : words('add')}
          {start.isPending ? null : <ArrowRight aria-hidden />}
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

const codeOf = (error: Error): string | undefined => (error instanceof ApiError ? error.code : undefined);
