import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import type { ShopView } from '@/lib/sellers/read-shop';
import { SHOP_NAME_LENGTH } from '@/lib/sellers/shop-changes.schema';
import { ShopForm } from './shop-form';

/** What concerns the shop as a whole; all but the download is its owner's. */
export function ShopSettings({ shop, owner }: { shop: ShopView; owner: boolean }) {
  const words = useTranslations('shop');
  const { sellerId } = shop;
  return (
    <section aria-labelledby="settings" className="mt-12 max-w-prose">
      <h2 id="settings" className="text-xl font-semibold tracking-tight">
        {words('settings.title')}
      </h2>
      <div className="mt-4 flex flex-col gap-8">
        <Download sellerId={sellerId} />
        {owner ? (
          <>
            <NameForm shop={shop} />
            <PauseForm shop={shop} />
            <EraseForm sellerId={sellerId} />
          </>
        ) : (
          <div className="flex flex-col items-start gap-3">
            <p className="text-ink-soft">{words('settings.ownersOnly')}</p>
            <Link href={`/sell/shops/${sellerId}/prove`} className={buttonStyle({ look: 'quiet' })}>
              {words('prove')}
            </Link>
          </div>
        )}
      </div>
    </section>
  );
}

function Download({ sellerId }: { sellerId: string }) {
  const words = useTranslations('shop.settings');
  const look = buttonStyle({ look: 'quiet' });
  return (
    <div>
      <h3 className="font-sans font-semibold">{words('download')}</h3>
      <p className="mt-2 flex flex-wrap gap-2">
        <a href={`/api/shops/${sellerId}/export?format=csv`} download className={look}>
          {words('csv')}
        </a>
        <a href={`/api/shops/${sellerId}/export?format=json`} download className={look}>
          {words('json')}
        </a>
      </p>
    </div>
  );
}

function NameForm({ shop }: { shop: ShopView }) {
  const words = useTranslations('shop.settings');
  const { sellerId, name, namedHere, nameOnWhatsApp } = shop;
  return (
    <ShopForm sellerId={sellerId} action="name" className="flex flex-col items-start gap-2">
      <Field id="shop-name" label={words('name')} hint={words('nameHint')} className="w-full">
        <Input
          id="shop-name"
          name="name"
          maxLength={SHOP_NAME_LENGTH}
          defaultValue={namedHere ? (name ?? '') : ''}
          placeholder={nameOnWhatsApp ?? ''}
          aria-describedby="shop-name-hint"
        />
      </Field>
      <Button type="submit" look="quiet">
        {words('saveName')}
      </Button>
    </ShopForm>
  );
}

function PauseForm({ shop: { sellerId, pausedAt } }: { shop: ShopView }) {
  const words = useTranslations('shop.settings');
  return (
    <ShopForm sellerId={sellerId} action={pausedAt ? 'resume' : 'pause'} className="flex flex-col items-start gap-2">
      {pausedAt ? null : <p className="text-ink-soft">{words('pauseText')}</p>}
      <Button type="submit" look="quiet">
        {words(pausedAt ? 'resume' : 'pause')}
      </Button>
    </ShopForm>
  );
}

function EraseForm({ sellerId }: { sellerId: string }) {
  const words = useTranslations('shop.settings');
  return (
    <details>
      <summary className="w-fit cursor-pointer font-medium text-bad hover:underline">{words('erase')}</summary>
      <ShopForm sellerId={sellerId} action="erase" className="mt-3 flex flex-col items-start gap-3">
        <p className="text-ink-soft text-pretty">{words('eraseText')}</p>
        <label className="flex items-start gap-2.5">
          <input type="checkbox" name="confirm" value="erase" required className="mt-1 size-5 shrink-0 accent-accent" />
          {words('eraseConfirm')}
        </label>
        <Button type="submit" look="bad">
          {words('eraseNow')}
        </Button>
      </ShopForm>
    </details>
  );
}
