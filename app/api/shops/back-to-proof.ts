import { z } from 'zod';
import { seeOther } from '@/app/server/plain-form';
import { SokoError } from '@/lib/platform/errors';

export const provePath = (sellerId: string): string => `/sell/shops/${encodeURIComponent(sellerId)}/prove`;

/** Back to the page of the proof with what went wrong: a browser without JavaScript would show an error's JSON. */
export function backToProof(error: unknown, sellerId: string): Response {
  // The one thing that a form there asks for.
  if (error instanceof z.ZodError) return seeOther(`${provePath(sellerId)}?problem=no_product_link`);
  if (!(error instanceof SokoError) || error.code === 'seller_not_found') throw error;
  return seeOther(`${provePath(sellerId)}?problem=${error.code}`);
}
