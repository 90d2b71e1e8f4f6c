import { useTranslations } from 'next-intl';
import { Button, buttonStyle } from '@/components/ui/button';

/** Takes a shop off this device's list, after a second look; a plain form, so that it works on any phone. */
export function ForgetShop({ sellerId, name, isOwner }: { sellerId: string; name: string; isOwner: boolean }) {
  const words = useTranslations('sell.shops.forget');
  return (
    <details className="group open:w-full">
      <summary
        className={buttonStyle({ look: 'ghost', size: 'sm', className: 'cursor-pointer list-none group-open:hidden' })}
      >
        {words('ask')}
        <span className="sr-only">: {name}</span>
      </summary>
      <form
        method="post"
        action={`/api/shops/${sellerId}/forget`}
        className="flex flex-col items-start gap-2 rounded-lg bg-sunken p-3"
      >
        <p className="text-sm text-ink-soft">{words(isOwner ? 'ownersText' : 'text')}</p>
        <Button type="submit" look="bad" size="sm">
          {words('confirm')}
          <span className="sr-only">: {name}</span>
        </Button>
      </form>
    </details>
  );
}
