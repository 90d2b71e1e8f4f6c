import { BadgeCheck, MessageCircle, Store } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

interface AfterNoticesProps {
  ownChatUrl: string;
  sellerId: string | null;
  /** Nothing of this shop goes live before it is proven. */
  proofNeeded: boolean;
}

/** On a sync's page: how to find it again, and what its products wait for. */
export function AfterNotices({ ownChatUrl, sellerId, proofNeeded }: AfterNoticesProps) {
  const words = useTranslations('sell.ownChat');
  return (
    <>
      {proofNeeded && sellerId !== null ? (
        <Notice
          title={words('proofTitle')}
          className="mt-5"
          action={
            <Link href={`/sell/shops/${sellerId}/prove`} className={buttonStyle({ size: 'sm' })}>
              <BadgeCheck aria-hidden />
              {words('prove')}
            </Link>
          }
        >
          {words('proofText')}
        </Notice>
      ) : null}
      <p className="mt-4 flex flex-wrap gap-2">
        <a
          href={ownChatUrl}
          rel="noreferrer"
          className={buttonStyle({
            look: 'quiet',
            size: 'sm',
            className: 'sm:whitespace-normal',
          })}
        >
          <MessageCircle aria-hidden />
          {words('send')}
        </a>
        {sellerId === null ? null : (
          <Link
            href={`/sell/shops/${sellerId}`}
            prefetch={false}
            className={buttonStyle({ look: 'quiet', size: 'sm' })}
          >
            <Store aria-hidden />
            {words('shop')}
          </Link>
        )}
        <Link href="/sell" className={buttonStyle({ look: 'ghost', size: 'sm' })}>
          {words('allShops')}
        </Link>
      </p>
    </>
  );
}
