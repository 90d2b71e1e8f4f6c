import { useTranslations } from 'next-intl';
import { isCategory } from '@/lib/quality/categories.schema';

/** A category's name in the page's language; what is unknown is "other". For pages: `getTranslations('categories')`. */
export function useCategoryName(): (category: string) => string {
  const words = useTranslations('categories');
  return (category) => words(isCategory(category) ? category : 'other');
}
