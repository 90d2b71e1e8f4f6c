'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ShopProof } from '@/lib/sellers/proof/proof.schema';

interface CodeStepProps {
  sellerId: string;
  proof: ShopProof | null;
  onStart(): Promise<void>;
  busy: boolean;
}

/** The code, or how to get one. */
export function CodeStep({ sellerId, proof, onStart, busy }: CodeStepProps) {
  const words = useTranslations('sell.prove.code');
  if (proof === null || proof.state === 'expired') {
    return (
      <form
        method="post"
        action={`/api/shops/${sellerId}/proof`}
        onSubmit={(event) => {
          event.preventDefault();
          void onStart();
        }}
        className="flex flex-col items-start gap-3"
      >
        {proof === null ? null : <p className="font-medium">{words('expired')}</p>}
        <Button type="submit" size="lg" disabled={busy} className="max-sm:w-full">
          {words(proof === null ? 'get' : 'another')}
        </Button>
      </form>
    );
  }
  return (
    <section aria-labelledby="code" className="rounded-2xl border border-line bg-surface p-5">
      <h2 id="code" className="text-lg font-semibold">
        {words('title')}
      </h2>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <output className="rounded-lg bg-sunken px-4 py-2 font-mono text-2xl font-semibold tracking-wider select-all">
          {proof.code}
        </output>
        <CopyButton text={proof.code} />
      </div>
      <ol className="mt-4 flex list-decimal flex-col gap-1.5 pl-5 text-[0.9375rem] text-ink-soft marker:text-ink-faint">
        <li>{words('open')}</li>
        <li>{words('put')}</li>
        <li>{words('back')}</li>
      </ol>
      <p className="mt-3 text-sm text-ink-soft">{words('never')}</p>
    </section>
  );
}

function CopyButton({ text }: { text: string }) {
  const words = useTranslations('sell.prove.code');
  const [isCopied, setIsCopied] = useState(false);
  // Without https a browser offers no clipboard: the code can be marked by hand.
  const copy = () => void navigator.clipboard?.writeText(text).then(() => setIsCopied(true));
  return (
    <Button look="quiet" onClick={copy}>
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{words(isCopied ? 'copied' : 'copy')}</span>
    </Button>
  );
}
