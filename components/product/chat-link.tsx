import { MessageCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';

/** To a chat with the seller, in WhatsApp. */
export function ChatLink({ href, className }: { href: string; className?: string }) {
  const words = useTranslations('market.productPage');
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className={buttonStyle({ size: 'lg', className: className ?? '' })}
    >
      <MessageCircle aria-hidden />
      {words('chat')}
    </a>
  );
}
