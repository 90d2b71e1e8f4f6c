import type { AppUrl } from '../store/apps';
import { lostDelay } from './verdict';

/** A process that has not been there for this long, while another serves the same app, is forgotten. */
const FORGET_AFTER_MS = 10 * 60_000;

interface Endpoint extends AppUrl {
  /** Calls under way. */
  calls: number;
  /** In a row. */
  refusals: number;
  refusedSince: number;
  askAgainAt: number;
  /** Registered since this engine started. What an earlier one left behind may have been anybody's. */
  confirmed: boolean;
  /** Functions that it was called for and did not have. */
  missing: Set<string>;
}

/** Where apps can be called, and which of those places answer. Calls go where fewest are under way. */
export class AppDirectory {
  #endpoints: Endpoint[] = [];
  readonly #startedAt = Date.now();

  replace(urls: AppUrl[]): void {
    // In the order in which they registered.
    this.#endpoints = urls.map((entry) => {
      // The same object: calls that are under way count themselves off on it.
      const before = this.#find(entry.appId, entry.url) ?? {
        ...{ calls: 0, refusals: 0, refusedSince: 0, askAgainAt: 0 },
        ...{ confirmed: false, missing: new Set<string>() },
      };
      return Object.assign(before, entry);
    });
  }

  /** It has just registered: it is there. */
  seen(appId: string, url: string): void {
    const endpoint = this.#find(appId, url);
    if (!endpoint) return;
    endpoint.confirmed = true;
    endpoint.missing.clear();
    this.answered(endpoint);
  }

  /** Where to call a function now; otherwise when to ask again (Infinity: nobody serves it). */
  pick(functionId: string, now: number): Endpoint | { askAgainAt: number } {
    const serving = this.#serving(functionId);
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

  /** It was called for this function and has none such: it is not called for it until it registers again. */
  notServed(endpoint: Endpoint, functionId: string): void {
    this.answered(endpoint);
    endpoint.missing.add(functionId);
  }

  /** Whether some place serves this function and answered when it was last asked. */
  canCall(functionId: string): boolean {
    return this.#serving(functionId).some(({ refusals }) => refusals === 0);
  }

  /** Those long gone, or not registered with this engine, of apps that are served elsewhere. */
  forgettable(now: number): AppUrl[] {
    return this.#endpoints.filter((endpoint) => {
      const isGone = endpoint.refusals > 0 && now - endpoint.refusedSince > FORGET_AFTER_MS;
      const isOld = !endpoint.confirmed && now - this.#startedAt > FORGET_AFTER_MS;
      const others = this.#endpoints.filter((other) => other !== endpoint && other.appId === endpoint.appId);
      return (isGone || isOld) && others.some((other) => other.confirmed && other.refusals === 0);
    });
  }

  /** What the process at an address serves, and can be called for. Empty: it has not registered with this engine. */
  servedAt(appId: string, url: string): { id: string; callable: boolean }[] {
    const endpoint = this.#find(appId, url);
    if (!endpoint?.confirmed) return [];
    const { functionIds, missing, refusals } = endpoint;
    return functionIds.map((id) => ({ id, callable: refusals === 0 && !missing.has(id) }));
  }

  /**
   * Which addresses go when this one is added, so that there are `most`: the same process under another name, then
   * whoever has not registered with this engine, who does not answer, who registered longest ago (whoever is there does
   * so every minute).
   */
  replacedBy(appId: string, url: string, most: number): AppUrl[] {
    const others = this.#endpoints.filter((endpoint) => endpoint.appId === appId && endpoint.url !== url);
    const process = processOf(url);
    const same = others.filter((endpoint) => processOf(endpoint.url) === process);
    const rank = ({ confirmed, refusals }: Endpoint) => (confirmed ? 2 : 0) + (refusals === 0 ? 1 : 0);
    const rest = others.filter((endpoint) => !same.includes(endpoint)).sort((one, other) => rank(one) - rank(other));
    return [...same, ...rest.slice(0, Math.max(0, rest.length + 1 - most))];
  }

  appIds(): Set<string> {
    return new Set(this.#endpoints.map(({ appId }) => appId));
  }

  list(): { appId: string; url: string; available: boolean; confirmed: boolean; missing: string[]; calls: number }[] {
    return this.#endpoints.map(({ appId, url, refusals, confirmed, missing, calls }) => ({
      ...{ appId, url, available: refusals === 0, confirmed },
      ...{ missing: [...missing], calls },
    }));
  }

  /** Who registered with this engine goes before what an earlier one knew, which is for the moments after a start. */
  #serving(functionId: string): Endpoint[] {
    const serving = this.#endpoints.filter(
      ({ functionIds, missing }) => functionIds.includes(functionId) && !missing.has(functionId),
    );
    const confirmed = serving.filter((endpoint) => endpoint.confirmed);
    return confirmed.length > 0 ? confirmed : serving;
  }

  #find(appId: string, url: string): Endpoint | undefined {
    return this.#endpoints.find((endpoint) => endpoint.appId === appId && endpoint.url === url);
  }
}

export type { Endpoint };

/** One process may be reached by several names of this machine: it is the port that tells them apart. */
function processOf(url: string): string {
  const { hostname, host, port, pathname } = new URL(url);
  const isThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return `${isThisMachine ? `loopback:${port}` : host}${pathname}`;
}
