import { CircleCheck, CircleX, Store } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCodeMessage } from '@/components/language/use-code-message';
import { Button } from '@/components/ui/button';
import type { PastedLinks } from '@/lib/catalog/links';
import { formatPhone } from './format-phone';

interface PastedPreviewProps {
  links: PastedLinks;
  /** The number that was typed is a shop's: its catalogue is meant. */
  onCatalogueOf?(phone: string): void;
}

/** What of the pasted text is understood and what is not, while it is being pasted. */
export function PastedPreview({ links, onCatalogueOf }: PastedPreviewProps) {
  const words = useTranslations('sell.preview');
  const codeMessage = useCodeMessage();
  const products = productsBySeller(links);
  const refused = links.refused.filter(({ code }) => code !== 'no_link');
  const { typedPhone } = links;
  if (typedPhone !== undefined && onCatalogueOf) {
    return (
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <p className="text-[0.9375rem]">{words('number')}</p>
        <Button look="quiet" className="mt-2" onClick={() => onCatalogueOf(typedPhone)}>
          <Store aria-hidden />
          <span className="tabular">{words('numbersCatalogue', { phone: formatPhone(typedPhone) })}</span>
        </Button>
        <p className="mt-2 text-sm text-ink-soft">{words('numberElsewhere')}</p>
      </div>
    );
  }
  const nothing = links.catalogues.length === 0 && products.length === 0 && refused.length === 0;
  if (nothing) return <p className="text-sm text-ink-soft">{words('none')}</p>;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {links.catalogues.map((phone) => (
        <Understood
          key={`c${phone}`}
          title={words('catalogue', { phone: formatPhone(phone) })}
          detail={words('allRead')}
        />
      ))}
      {products.map(([phone, count]) => (
        <Understood
          key={`p${phone}`}
          title={words('products', { count, phone: formatPhone(phone) })}
          detail={words('onlyThese')}
        />
      ))}
      {refused.map(({ text, code, message }) => (
        <li key={code + text} className="flex gap-3 px-4 py-3">
          <CircleX aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
          <div className="min-w-0">
            <p className="text-[0.9375rem] font-medium [overflow-wrap:anywhere]">
              <span className="sr-only">{words('notUsable')} </span>
              {text || words('thisText')}
            </p>
            <p className="text-sm text-ink-soft">{codeMessage(code, message)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Understood({ title, detail }: { title: string; detail: string }) {
  const words = useTranslations('sell.preview');
  return (
    <li className="flex gap-3 px-4 py-3">
      <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-good" />
      <div className="min-w-0">
        <p className="tabular text-[0.9375rem] font-medium">
          <span className="sr-only">{words('understoodMark')} </span>
          {title}
        </p>
        <p className="text-sm text-ink-soft">{detail}</p>
      </div>
    </li>
  );
}

function productsBySeller({ products }: PastedLinks): [string, number][] {
  const counts = new Map<string, number>();
  for (const { sellerPhone } of products) counts.set(sellerPhone, (counts.get(sellerPhone) ?? 0) + 1);
  return [...counts];
}
