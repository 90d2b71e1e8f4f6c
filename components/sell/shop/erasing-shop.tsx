import { useFormatter, useTranslations } from 'next-intl';
import { formatPhone } from '@/components/sell/format-phone';
import { Button } from '@/components/ui/button';
import { ShopBanner } from './shop-banner';
import { ShopForm } from './shop-form';

interface ErasingShopProps {
  sellerId: string;
  phone: string;
  eraseAt: Date;
  owner: boolean;
  failed: string | undefined;
  now: Date;
}

/** All that is left of a shop on the day before it is erased: when that is, and taking it back. */
export function ErasingShop({ sellerId, phone, eraseAt, owner, failed, now }: ErasingShopProps) {
  const words = useTranslations('shop.erasing');
  const format = useFormatter();
  const begun = eraseAt <= now;
  return (
    <div id="top" className="max-w-prose pt-6 sm:pt-10">
      <p className="tabular text-sm text-ink-soft">{formatPhone(phone)}</p>
      <h1 className="mt-1 text-3xl font-bold tracking-tight sm:text-4xl">{words('title')}</h1>
      <ShopBanner failed={failed} className="mt-5" />
      <p className="mt-3 text-ink-soft text-pretty">
        {begun
          ? words('begun')
          : words('text', { time: format.dateTime(eraseAt, { dateStyle: 'full', timeStyle: 'short' }) })}
      </p>
      {begun ? null : owner ? (
        <ShopForm sellerId={sellerId} action="restore" className="mt-6">
          <Button type="submit">{words('restore')}</Button>
        </ShopForm>
      ) : (
        <p className="mt-3 text-ink-soft">{words('ownersOnly')}</p>
      )}
    </div>
  );
}
