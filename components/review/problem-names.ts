import type { Problem } from '@/lib/quality/problems.schema';

export const PROBLEM_NAMES: Record<Problem, string> = {
  no_product_in_picture: 'No product in the picture',
  blurry_picture: 'Picture is not clear',
  picture_mostly_text: 'Picture is mostly text',
  misleading_text: 'Misleading text',
  text_picture_mismatch: 'Text and picture don’t match',
  counterfeit_suspected: 'May be a counterfeit',
  prohibited_item: 'Not allowed on Soko',
  weapon: 'Weapon',
  drugs_or_medicine: 'Drugs or medicine',
  adult_content: 'Adult content',
  violence_or_hate: 'Violence or hate',
  personal_data_visible: 'Shows personal data',
  scam_suspected: 'May be a scam',
  instructions_in_content: 'Text that talks to the reviewer',
  not_for_sale: 'Not for sale',
  other: 'Something else',
};

export function problemName(code: string): string {
  return PROBLEM_NAMES[code as Problem] ?? code.replaceAll('_', ' ');
}
