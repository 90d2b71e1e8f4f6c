/** E.164 digits in groups that a person can compare with their own number. */
export function formatPhone(phone: string): string {
  const kenyan = /^(254)(\d{3})(\d{3})(\d{3})$/.exec(phone);
  if (kenyan) return `+${kenyan.slice(1).join(' ')}`;
  return `+${phone.replace(/(\d{3})(?=\d{2})/g, '$1 ').trim()}`;
}
