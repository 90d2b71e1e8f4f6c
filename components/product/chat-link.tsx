import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { MessageCircle } from '@/components/ui/icons/product-icons';
import { CountedLink } from './counted-link';

interface ChatLinkProps {
  href: string;
  productId: string;
  className?: string;
}

/** To a chat with the seller, in WhatsApp. */
export function ChatLink({ href, productId, className }: ChatLinkProps) {
  const words = useTranslations('market.productPage');
  return (
    <CountedLink
      countedAt={`/api/products/${productId}/chats`}
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className={buttonStyle({ size: 'lg', className: className ?? '' })}
    >
      <MessageCircle aria-hidden />
      {words('chat')}
    </CountedLink>
  );
}
