/** The fixed list of categories, as Gemini is asked for them and as shoppers filter by them. */
export const CATEGORIES = [
  'women_fashion',
  'men_fashion',
  'kids_fashion',
  'shoes',
  'bags',
  'jewellery_watches',
  'beauty',
  'phones_accessories',
  'electronics',
  'home_kitchen',
  'furniture_decor',
  'food_drink',
  'baby',
  'sports_outdoors',
  'crafts_fabrics',
  'services',
  'other',
] as const;
export type Category = (typeof CATEGORIES)[number];

export function isCategory(name: string | null): name is Category {
  return CATEGORIES.some((category) => category === name);
}
