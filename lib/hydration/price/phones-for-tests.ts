const PHONES: Record<string, string> = {
  KE: '254712345678',
  TZ: '255712345678',
  UG: '256772345678',
  RW: '250788123456',
  ET: '251911234567',
  NG: '2348012345678',
  GH: '233241234567',
  ZM: '260971234567',
  MW: '265991234567',
  ZA: '27821234567',
  CM: '237671234567',
  SN: '221771234567',
  CD: '243811234567',
  MZ: '258841234567',
  ZW: '263771234567',
  IN: '919812345678',
  PK: '923001234567',
  BR: '5511912345678',
  ID: '6281234567890',
  MX: '5215512345678',
  DE: '4915112345678',
  PL: '48512345678',
  AE: '971501234567',
  MA: '212612345678',
  KW: '96551234567',
  US: '14155552671',
};

/** A seller's phone of a country that captions come from. */
export function phoneOf(country: string): string {
  const phone = PHONES[country];
  if (phone === undefined) throw new Error(`no phone of ${country} is known here`);
  return phone;
}
