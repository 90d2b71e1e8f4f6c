import type { PasteCost } from '@/lib/sellers/onboard-sellers';
import { rateLimits } from './rate-limits';

/** What one client may have read within an hour: takes all of it, or throws and takes nothing. */
export const spendPaste =
  (address: string) =>
  ({ catalogues, products }: PasteCost): void => {
    const limits = rateLimits();
    limits.productLinks.take(address, products);
    try {
      limits.catalogues.take(address, catalogues);
    } catch (error) {
      limits.productLinks.giveBack(address, products);
      throw error;
    }
  };
