/** The fixed list of problems a review may name. */
export const PROBLEMS = [
  'no_product_in_picture',
  'blurry_picture',
  'picture_mostly_text',
  'misleading_text',
  'text_picture_mismatch',
  'counterfeit_suspected',
  'prohibited_item',
  'weapon',
  'drugs_or_medicine',
  'adult_content',
  'violence_or_hate',
  'personal_data_visible',
  'scam_suspected',
  'instructions_in_content',
  'not_for_sale',
  'other',
] as const;
export type Problem = (typeof PROBLEMS)[number];

export function isProblem(code: string): code is Problem {
  return (PROBLEMS as readonly string[]).includes(code);
}
