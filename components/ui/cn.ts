import { type ClassValue, clsx } from 'clsx';
import { lastWins } from './last-wins';

/** Class names joined; of two that set the same property the last one wins. */
export function cn(...classes: ClassValue[]): string {
  return lastWins(clsx(classes));
}
