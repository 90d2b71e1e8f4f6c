import { useLocale, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { FORMAT_LOCALES, type Language } from '@/lib/language/languages.schema';
import { HOME_CURRENCY } from '@/lib/marketplace/currencies.schema';
import type { PriceView } from '@/lib/marketplace/product-view.schema';

/** How a currency stands on price tags: others than our own by their codes, so that "$" is nobody's guess. */
export function currencySign(code: string): string {
  return code === HOME_CURRENCY ? 'KSh' : code;
}

/** Whole units without decimals, as prices are said; in other currencies than our own with the code. */
export function formatPrice({ amount, currency }: PriceView, language: Language): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  try {
    const style = {
      style: 'currency',
      currency,
      currencyDisplay: currency === HOME_CURRENCY ? 'symbol' : 'code',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    return new Intl.NumberFormat(FORMAT_LOCALES[language], style).format(amount).replaceAll('\u00a0', ' ');
  } catch {
    return `${currency} ${amount.toFixed(digits)}`;
  }
}

/** Whether a seller's words are the price as it is shown here, and no more: `KSh. 2,650/=` beside `Ksh 2,650`. */
export function isSaidSo(price: PriceView, text: string, language: Language): boolean {
  const bare = (words: string) => words.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return bare(text) === bare(formatPrice(price, language));
}

export function Price({ price, className }: { price: PriceView | null; className?: string }) {
  const language = useLocale();
  const words = useTranslations('product');
  if (!price) return <span className={cn('text-ink-soft', className)}>{words('askForPrice')}</span>;
  return <span className={cn('tabular font-semibold', className)}>{formatPrice(price, language)}</span>;
}
