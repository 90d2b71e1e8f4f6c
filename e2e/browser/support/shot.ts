import type { Page } from '@playwright/test';

/** A page in one state, to be looked at. */
export interface Shot {
  name: string;
  path: string;
  role?: 'moderator' | 'admin';
  /** Of the device that takes it: what shops it holds. */
  shopKey?: string;
  /** In a browser of its own, which remembers nothing and of which nothing stays. */
  alone?: boolean;
  /** It goes on asking: nobody waits until it is quiet. */
  isBusy?: boolean;
  /** What to do before the picture is taken. */
  act?(page: Page): Promise<void>;
}
