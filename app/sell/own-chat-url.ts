import { publicUrl } from '@/app/wiring/process';
import { whatsappChatUrl } from '@/lib/catalog/link-path';

/** A chat of the seller with themselves, with the address of one of our pages written already: they only press Send. */
export const ownChatUrl = (phone: string, path: string, write: (link: string) => string): string =>
  whatsappChatUrl(phone, write(new URL(path, publicUrl()).href));
