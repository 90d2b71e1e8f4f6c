export const COUNTED = ['views', 'chats', 'searches'] as const;
export type Counts = Record<(typeof COUNTED)[number], number>;

/** How shoppers came upon a shop's products in the last days, numbers only. */
export interface ShopInsights {
  totals: Counts;
  /** Every day of them, the oldest first. */
  days: (Counts & { day: string })[];
  /** Of those that were looked at or asked about, those that were asked about most first. */
  products: (Counts & {
    productId: string;
    title: string | null;
    /** Views, as `days` has them. */
    viewsByDay: number[];
  })[];
  /** Whether there are more of them. */
  more: boolean;
}
