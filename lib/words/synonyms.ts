import type { Category } from '@/lib/quality/categories.schema';

/**
 * What shops sell most, by its names in English and Swahili: shoppers ask in one language for what sellers wrote in the
 * other. Names of one thing only, so that none finds something else; plurals are word-forms.ts's.
 */
const NAMES_OF_ONE_THING = [
  'man mwanaume gent',
  'woman mwanamke lady',
  'child mtoto kid',
  'shoe kiatu footwear',
  'sneaker trainer raba',
  'sandal ndala kandambili',
  'dress gauni frock',
  'shirt shati',
  'tshirt fulana',
  'trouser suruali pants',
  'skirt sketi',
  'sweater sweta jumper',
  'jacket jaketi',
  'suit suti',
  'clothes nguo mavazi clothing',
  'fabric kitambaa',
  'hat kofia cap',
  'headscarf kilemba',
  'belt mshipi',
  'bag mkoba mfuko',
  'handbag mkoba purse',
  'phone simu smartphone',
  'charger chaja',
  'television tv runinga televisheni',
  'laptop kipakatalishi notebook',
  'radio redio',
  'watch saa',
  'earring hereni herini',
  'necklace mkufu',
  'ring pete',
  'bracelet bangili bangle',
  'perfume manukato marashi',
  'soap sabuni',
  'oil mafuta',
  'hair nywele',
  'wig wigi',
  'bed kitanda',
  'mattress godoro',
  'pillow mto',
  'blanket blanketi',
  'bedsheet shuka',
  'curtain pazia',
  'carpet zulia rug',
  'chair kiti',
  'table meza',
  'sofa kochi couch',
  'cupboard kabati wardrobe',
  'pot sufuria',
  'plate sahani',
  'cup kikombe mug',
  'spoon kijiko',
  'knife kisu',
  'fridge friji refrigerator jokofu',
  'cooker jiko stove',
  'iron pasi',
  'book kitabu',
  'toy kichezeo',
  'ball mpira',
  'bicycle baiskeli bike',
  'car gari',
  'motorcycle pikipiki motorbike',
  'basket kikapu',
  'umbrella mwavuli',
  'beads shanga',
  'coffee kahawa',
  'tea chai',
  'sugar sukari',
  'rice mchele',
  'meat nyama',
  'milk maziwa',
  'honey asali',
  'red nyekundu',
  'black nyeusi',
  'white nyeupe',
  'blue bluu',
  'green kijani',
  'yellow njano',
].map((names) => names.split(' '));

/** What a whole category is called, alone or beside other words. Narrower words (`cable`) are none of these. */
export const CATEGORY_WORDS: Readonly<Record<Category, readonly string[]>> = {
  women_fashion: ['women', 'woman', 'ladies', 'wanawake', 'mwanamke'],
  men_fashion: ['men', 'man', 'gents', 'wanaume', 'mwanaume'],
  kids_fashion: ['kids', 'children', 'watoto'],
  shoes: ['shoes', 'shoe', 'footwear', 'viatu', 'kiatu'],
  bags: ['bags', 'bag', 'mikoba', 'mkoba'],
  jewellery_watches: ['jewellery', 'jewelry', 'vito', 'watches', 'saa'],
  beauty: ['beauty', 'cosmetics', 'urembo', 'vipodozi'],
  phones_accessories: ['phones', 'simu'],
  electronics: ['electronics', 'vifaa', 'umeme'],
  home_kitchen: ['kitchen', 'home', 'nyumbani', 'jikoni'],
  furniture_decor: ['furniture', 'decor', 'fanicha', 'mapambo', 'samani'],
  food_drink: ['food', 'drink', 'drinks', 'vyakula', 'chakula', 'vinywaji'],
  baby: ['baby', 'babies', 'wachanga', 'mtoto'],
  sports_outdoors: ['sports', 'outdoors', 'michezo', 'nje'],
  crafts_fabrics: ['crafts', 'fabrics', 'ufundi', 'vitambaa'],
  services: ['services', 'huduma'],
  other: ['other', 'nyingine'],
};

/** Those that say little about a thing: a search by them would find the whole category. */
const SUGGESTED_ONLY = new Set([
  'simu',
  'phones',
  'home',
  'nje',
  'other',
  'nyingine',
  'vifaa',
  'mtoto',
  'saa',
  'watches',
]);

const othersOf = new Map<string, Set<string>>();
for (const names of NAMES_OF_ONE_THING) {
  for (const name of names) {
    const others = othersOf.get(name) ?? new Set<string>();
    othersOf.set(name, others);
    for (const other of names) if (other !== name) others.add(other);
  }
}

/** Other names of the thing that one of these forms of a word names. */
export function synonymsOf(forms: readonly string[]): string[] {
  return [...new Set(forms.flatMap((form) => [...(othersOf.get(form) ?? [])]))];
}

/** The categories that a word is the name of, for searches. */
export function categoriesCalled(word: string): string[] {
  if (SUGGESTED_ONLY.has(word)) return [];
  return Object.entries(CATEGORY_WORDS).flatMap(([category, words]) => (words.includes(word) ? [category] : []));
}
