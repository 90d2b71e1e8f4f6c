'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { ProductPicture } from '@/components/product/product-picture';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import type { ShopProof } from '@/lib/sellers/proof/proof.schema';
import type { ProofChoice } from '@/lib/sellers/proof/read-prove-page';

interface LookStepProps {
  sellerId: string;
  proof: ShopProof;
  choices: ProofChoice[];
  onLook(product: string): Promise<void>;
  busy: boolean;
}

/** Which product the code stands in now. */
export function LookStep({ sellerId, proof, choices, onLook, busy }: LookStepProps) {
  const words = useTranslations('sell.prove.look');
  const [chosen, setChosen] = useState(proof.productId ?? '');
  const [link, setLink] = useState('');
  const isLooking = proof.state === 'looking';
  const product = link.trim() || chosen;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (product !== '' && !isLooking && !busy) void onLook(product);
  }

  return (
    <form
      method="post"
      action={`/api/shops/${sellerId}/proof/look`}
      onSubmit={submit}
      className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5"
    >
      {choices.length > 0 ? (
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-2 text-lg font-semibold">{words('which')}</legend>
          <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2">
            {choices.map(({ productId, title, imageUrl }) => (
              <li key={productId}>
                <label
                  className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border border-line-strong px-3
                    py-2 has-checked:border-accent has-checked:bg-accent-soft"
                >
                  <input
                    type="radio"
                    name="product"
                    value={productId}
                    checked={link.trim() === '' && chosen === productId}
                    onChange={() => {
                      setChosen(productId);
                      setLink('');
                    }}
                    className="size-4 accent-accent"
                  />
                  <ProductPicture src={imageUrl} alt="" place="strip" className="size-10 shrink-0 rounded-md" />
                  <span dir="auto" className="min-w-0 truncate text-[0.9375rem]">
                    {title ?? words('number', { id: productId })}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      ) : null}
      <Field id="proof-link" label={words(choices.length > 0 ? 'orLink' : 'link')} hint={words('linkHint')}>
        <Input
          id="proof-link"
          name="link"
          value={link}
          onChange={(event) => setLink(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          inputMode="url"
          aria-describedby="proof-link-hint"
        />
      </Field>
      <Button type="submit" size="lg" disabled={busy || isLooking} className="self-start max-sm:w-full">
        {isLooking ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
        {words(isLooking ? 'looking' : 'look')}
      </Button>
    </form>
  );
}
