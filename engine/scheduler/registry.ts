import type { Logger } from 'pino';
import { type FunctionConfig, readFunction } from '../protocol/registration';
import type { App } from '../store/engine-store';

const RESTING_MS = 5000;

/** Which functions exist, and at which of their app's addresses they can be called now. */
export class Registry {
  private readonly functions = new Map<string, FunctionConfig>();
  private readonly urls = new Map<string, string[]>();
  private readonly appOf = new Map<string, string>();
  private readonly restingUntil = new Map<string, number>();
  private turn = 0;

  constructor(private readonly log: Logger) {}

  /** Takes the whole app or, with the reasons, none of it. */
  add(app: App): { refused: string[] } {
    const read = app.functions.map(readFunction);
    const refused = read.flatMap((entry) => ('refused' in entry ? [entry.refused] : []));
    if (refused.length > 0) return { refused };
    for (const entry of read) {
      if (!('config' in entry)) continue;
      this.functions.set(entry.config.id, entry.config);
      this.appOf.set(entry.config.id, app.appId);
    }
    const urls = this.urls.get(app.appId) ?? [];
    if (!urls.includes(app.url)) this.urls.set(app.appId, [...urls, app.url]);
    this.restingUntil.delete(app.url);
    return { refused: [] };
  }

  get(functionId: string): FunctionConfig | undefined {
    return this.functions.get(functionId);
  }

  all(): FunctionConfig[] {
    return [...this.functions.values()];
  }

  /** The app's addresses in turn; one that refused a connection rests a while, unless there is no other. */
  addressOf(functionId: string, now = Date.now()): string | undefined {
    const urls = this.urls.get(this.appOf.get(functionId) ?? '') ?? [];
    const awake = urls.filter((url) => (this.restingUntil.get(url) ?? 0) <= now);
    const choice = awake.length > 0 ? awake : urls;
    this.turn += 1;
    return choice[this.turn % Math.max(1, choice.length)];
  }

  rest(url: string, now = Date.now()): void {
    if ((this.restingUntil.get(url) ?? 0) <= now)
      this.log.warn({ url }, 'an app does not answer; its calls are tried again');
    this.restingUntil.set(url, now + RESTING_MS);
  }
}
