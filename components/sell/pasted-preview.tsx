import { CircleCheck, CircleX } from 'lucide-react';
import type { PastedLinks } from '@/lib/catalog/links';
import { formatPhone } from './format-phone';

/** What of the pasted text is understood and what is not, while it is being pasted. */
export function PastedPreview({ links }: { links: PastedLinks }) {
  const products = productsBySeller(links);
  const refused = links.refused.filter(({ code }) => code !== 'no_link');
  const nothing = links.catalogues.length === 0 && products.length === 0 && refused.length === 0;
  if (nothing) return <p className="text-sm text-ink-soft">No WhatsApp link in this text yet.</p>;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {links.catalogues.map((phone) => (
        <Understood
          key={`c${phone}`}
          title={`Catalogue of ${formatPhone(phone)}`}
          detail="All its products will be read."
        />
      ))}
      {products.map(([phone, count]) => (
        <Understood
          key={`p${phone}`}
          title={count === 1 ? `1 product of ${formatPhone(phone)}` : `${count} products of ${formatPhone(phone)}`}
          detail="Only these will be read."
        />
      ))}
      {refused.map(({ text, code, message }) => (
        <li key={code + text} className="flex gap-3 px-4 py-3">
          <CircleX aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
          <div className="min-w-0">
            <p className="text-[15px] font-medium [overflow-wrap:anywhere]">
              <span className="sr-only">Not usable: </span>
              {text || 'This text'}
            </p>
            <p className="text-sm text-ink-soft">{message}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Understood({ title, detail }: { title: string; detail: string }) {
  return (
    <li className="flex gap-3 px-4 py-3">
      <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-good" />
      <div className="min-w-0">
        <p className="tabular text-[15px] font-medium">
          <span className="sr-only">Understood: </span>
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
