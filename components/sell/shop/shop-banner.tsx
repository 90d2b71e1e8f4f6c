import { useMessages, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';

interface ShopBannerProps {
  done?: string | undefined;
  failed?: string | undefined;
  className?: string;
}

/** What came of the form that was sent last, by its code in the address; nothing for what is no code of ours. */
export function ShopBanner({ done, failed, className }: ShopBannerProps) {
  const words = useTranslations('shop');
  const { shop } = useMessages();
  if (failed !== undefined) {
    return (
      <Notice live tone="bad" title={words('failed.title')} className={className ?? ''}>
        {textOf(shop.failed, failed) ?? words('failed.other')}
      </Notice>
    );
  }
  const text = done === undefined ? undefined : textOf(shop.done, done);
  return text === undefined ? null : <Notice live tone="good" title={text} className={className ?? ''} />;
}

function textOf(texts: Record<string, string>, code: string): string | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
