import { ExternalLink } from 'lucide-react';
import type { ReviewContext } from '@/lib/moderation/review-context/review-context.schema';

/** Where the product is to be seen elsewhere. */
export function ItemLinks({ links }: { links: ReviewContext['links'] }) {
  const shown: [string, string | null][] = [
    ['All about it', links.all],
    ['On Soko', links.product],
    ['The shop', links.shop],
    ['On WhatsApp', links.whatsapp],
    ['Chat with the seller', links.chat],
  ];
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {shown.map(([label, href]) =>
        href === null ? null : (
          <li key={label}>
            <a
              href={href}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 text-accent underline [&_svg]:size-3.5"
            >
              {label} <ExternalLink aria-label="(opens in a new tab)" />
            </a>
          </li>
        ),
      )}
    </ul>
  );
}
