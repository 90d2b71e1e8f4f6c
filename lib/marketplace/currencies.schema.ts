// Plain values: with zod, every page would have to load it.

/** Prices of different currencies are never compared: a price filter means this one unless it names another. */
export const HOME_CURRENCY = 'KES';
