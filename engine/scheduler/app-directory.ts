import type { AppUrl } from '../store/apps';
import { lostDelay } from './backoff';

/** A process that has not been there for this long, while another serves the same app, is forgotten. */
const FORGET_AFTER_MS = 10 * 60_000;

interface Endpoint extends AppUrl {
  /** Calls under way. */
  calls: number;
  /** In a row. */
  refusals: number;
  refusedSince: number;
  askAgainAt: number;
}

/** Where apps can be called, and which of those places answer. Calls go where fewest are under way. */
export class AppDirectory {
  #endpoints: Endpoint[] = [];

  replace(urls: AppUrl[]): void {
    this.#endpoints = urls.map((entry) => {
      // The same object: calls that are under way count themselves off on it.
      const before = this.#find(entry.appId, entry.url) ?? { calls: 0, refusals: 0, refusedSince: 0, askAgainAt: 0 };
      return Object.assign(before, entry);
    });
  }

  /** It has just registered: it is there. */
  seen(appId: string, url: string): void {
    const endpoint = this.#find(appId, url);
    if (endpoint) this.answered(endpoint);
  }

  /** Where to call a function now; otherwise when to ask again (Infinity: nobody serves it). */
  pick(functionId: string, now: number): Endpoint | { askAgainAt: number } {
    const serving = this.#endpoints.filter((endpoint) => endpoint.functionIds.includes(functionId));
    // One that has just refused is tried by one call before it gets more.
    const able = serving.filter(
      (endpoint) => endpoint.refusals === 0 || (endpoint.askAgainAt <= now && endpoint.calls === 0),
    );
    const [best] = able.sort((one, other) => one.refusals - other.refusals || one.calls - other.calls);
    if (best) return best;
    return { askAgainAt: Math.min(...serving.map(({ askAgainAt }) => Math.max(askAgainAt, now + 50))) };
  }

  answered(endpoint: Endpoint): void {
    endpoint.refusals = 0;
    endpoint.askAgainAt = 0;
  }

  /** Returns true for the first refusal in a row. */
  refused(endpoint: Endpoint, now: number): boolean {
    endpoint.refusals++;
    if (endpoint.refusals === 1) endpoint.refusedSince = now;
    endpoint.askAgainAt = now + lostDelay(endpoint.refusals);
    return endpoint.refusals === 1;
  }

  /** Those that have not been there for long, of apps that are served elsewhere. */
  forgettable(now: number): AppUrl[] {
    return this.#endpoints.filter(
      (endpoint) =>
        endpoint.refusals > 0 &&
        now - endpoint.refusedSince > FORGET_AFTER_MS &&
        this.#endpoints.some((other) => other.appId === endpoint.appId && other.refusals === 0),
    );
  }

  list(): { appId: string; url: string; available: boolean; calls: number }[] {
    return this.#endpoints.map(({ appId, url, refusals, calls }) => ({ appId, url, available: refusals === 0, calls }));
  }

  #find(appId: string, url: string): Endpoint | undefined {
    return this.#endpoints.find((endpoint) => endpoint.appId === appId && endpoint.url === url);
  }
}

export type { Endpoint };
