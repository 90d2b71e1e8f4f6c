import { useTranslations } from 'next-intl';
import { MapPin, Truck } from '@/components/ui/icons/product-icons';
import type { SellerSays } from '@/lib/place-and-delivery/seller-says.schema';

/** Where a shop is and how it delivers, quoted: Soko has not looked. Nothing where the seller says nothing. */
export function SellerSaysLines({ says: { place, delivery } }: { says: SellerSays }) {
  const words = useTranslations('market.shop');
  const lines = [
    { name: 'place' as const, Sign: MapPin, said: place },
    { name: 'delivery' as const, Sign: Truck, said: delivery },
  ].filter(({ said }) => said !== null);
  if (lines.length === 0) return null;
  return (
    <div className="text-sm">
      <p className="text-ink-soft">{words('says')}</p>
      <ul className="mt-1 grid gap-1">
        {lines.map(({ name, Sign, said }) => (
          <li key={name} className="flex gap-2">
            <Sign aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-soft" />
            <span className="[overflow-wrap:anywhere]">
              <span className="sr-only">{words(name)}: </span>“<bdi>{said}</bdi>”
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
