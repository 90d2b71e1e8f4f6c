import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { APPEAL_NOTE_LENGTH } from '@/lib/sellers/shop-changes.schema';
import { ShopForm } from './shop-form';

interface AppealFormProps {
  sellerId: string;
  productId: string;
  back: string;
  title: string;
}

/** An answer to a rejection, for the moderators. */
export function AppealForm({ sellerId, productId, back, title }: AppealFormProps) {
  const words = useTranslations('shop.product');
  const id = `appeal-${productId}`;
  return (
    <details className="w-full">
      <summary className="w-fit cursor-pointer text-sm font-medium text-accent-strong hover:underline">
        {words('appeal')}
        <span className="sr-only">: {title}</span>
      </summary>
      <ShopForm
        sellerId={sellerId}
        productId={productId}
        action="appeal"
        back={back}
        className="mt-2 flex max-w-prose flex-col items-start gap-2"
      >
        <Field id={id} label={words('appealNote')} hint={words('appealHint')} className="w-full">
          <Textarea
            id={id}
            name="note"
            rows={3}
            required
            maxLength={APPEAL_NOTE_LENGTH}
            aria-describedby={`${id}-hint`}
          />
        </Field>
        <Button type="submit" size="sm">
          {words('sendAppeal')}
        </Button>
      </ShopForm>
    </details>
  );
}
