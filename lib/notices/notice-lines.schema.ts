import type { useTranslations } from 'next-intl';
import type { NoticeView } from './notice';

/** Words of the namespace `notices`, in whatever language. */
export type NoticeWords = ReturnType<typeof useTranslations<'notices'>>;

/** What happened, in a sentence; on the page and in mails alike. */
export function noticeLine(words: NoticeWords, { kind, count, detail }: NoticeView): string {
  switch (kind) {
    case 'product_live':
    case 'product_rejected':
    case 'asked_to_fix':
      return words(`lines.${kind}`, { count });
    case 'sync_failed':
      return words(`lines.sync_failed.${detail.outcome ?? 'other'}`);
    case 'appeal_decided':
      return words(detail.upheld ? 'lines.appeal_upheld' : 'lines.appeal_denied');
    case 'shop_proven':
      return words('lines.shop_proven');
    case 'erasure_scheduled':
      return words('lines.erasure_scheduled', { at: new Date(detail.at ?? 0) });
  }
}

/** Which products it is about; null where it is about none, or none has a name yet. */
export function noticeTitles(words: NoticeWords, { count, titles }: NoticeView): string | null {
  if (titles.length === 0) return null;
  const quoted = titles.map((title) => `“${title}”`).join(', ');
  return words('titles', { titles: quoted, more: count - titles.length });
}
