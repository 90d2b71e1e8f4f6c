/** How much one paste may hold. What is over is refused by name, what came before is taken. */
export interface PasteLimits {
  catalogues: number;
  sellers: number;
  links: number;
}

export const PASTE_LIMITS: PasteLimits = {
  // A seller has one, an agency some tens. Each costs a visit with a browser, whether or not it is there.
  catalogues: 30,
  // Each is a sync of its own, with a page that somebody should be able to watch.
  sellers: 50,
  // A large catalogue's products, linked one by one; more is a mistake or an attack.
  links: 5_000,
};

/** Refused links that are told one by one, so that an answer stays readable. */
export const MOST_REFUSED = 100;
/** Of links that a limit kept out, which whoever pasted them has to paste again, many more are named; then it says that there are more. */
export const MOST_LEFT_OVER = 1_000;
