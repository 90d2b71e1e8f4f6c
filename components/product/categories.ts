import type { Category } from '@/lib/quality/quality-reviewer';

const CATEGORY_NAMES: Record<Category, string> = {
  women_fashion: 'Women',
  men_fashion: 'Men',
  kids_fashion: 'Kids',
  shoes: 'Shoes',
  bags: 'Bags',
  jewellery_watches: 'Jewellery & watches',
  beauty: 'Beauty',
  phones_accessories: 'Phones',
  electronics: 'Electronics',
  home_kitchen: 'Home & kitchen',
  furniture_decor: 'Furniture & decor',
  food_drink: 'Food & drink',
  baby: 'Baby',
  sports_outdoors: 'Sports & outdoors',
  crafts_fabrics: 'Crafts & fabrics',
  services: 'Services',
  other: 'Other',
};

export function categoryName(category: string): string {
  return CATEGORY_NAMES[category as Category] ?? 'Other';
}
