import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ask } from '../attack/client';
import { anotherClient } from '../bench/photo-search';
import type { Answer } from './seen';

const SHOPPER_EVERY_MS = 500;
const SELLER_EVERY_MS = 1_000;
/** Beyond this a person has left. */
const PATIENCE_MS = 15_000;
/** A system that answers nothing must not be asked by thousands at once. */
const MOST_AT_ONCE = 60;

const searched = z.object({ results: z.array(z.unknown()), mode: z.string() });

export interface Sight {
  url: string;
  /** Words that find something while nothing is wrong. */
  words: string;
  productId: string;
}

export const ROLES = ['searches', 'pages', 'seller'] as const;
export type Witnessed = Record<(typeof ROLES)[number], Answer[]>;

/** A shopper who searches and opens a page each half second, and a seller who looks at their progress. */
export class Witness {
  readonly #stop = new AbortController();
  readonly #answers: Witnessed = { searches: [], pages: [], seller: [] };
  readonly #asking = new Set<Promise<void>>();
  readonly #done: Promise<unknown>;

  constructor({ url, words, productId }: Sight, syncId: string | undefined) {
    const search = `${url}/api/search?text=${encodeURIComponent(words)}`;
    this.#done = Promise.all([
      this.#every(SHOPPER_EVERY_MS, () => {
        this.#look('searches', search, searchKind);
        this.#look('pages', `${url}/products/${productId}`);
      }),
      this.#every(SELLER_EVERY_MS, () => {
        if (syncId !== undefined) this.#look('seller', `${url}/api/syncs/${syncId}`);
      }),
    ]);
  }

  /** What they saw; those who still wait have their say first. */
  async end(): Promise<Witnessed> {
    this.#stop.abort();
    await this.#done;
    await Promise.all(this.#asking);
    return this.#answers;
  }

  async #every(ms: number, look: () => void): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      if (this.#asking.size < MOST_AT_ONCE) look();
      await sleep(ms, undefined, { signal }).catch(() => {});
    }
  }

  #look(role: keyof Witnessed, url: string, kindOf = statusKind): void {
    const askedAt = Date.now();
    const asking = ask(url, { headers: { 'x-forwarded-for': anotherClient() }, patienceMs: PATIENCE_MS }).then(
      ({ status, text, ms }) => {
        this.#answers[role].push({ askedAt, ms, kind: kindOf(status, text) });
      },
    );
    this.#asking.add(asking);
    void asking.finally(() => this.#asking.delete(asking));
  }
}

function statusKind(status: number, _text: string): string {
  if (status === 200) return 'served';
  if (status === 503) return 'said away (503)';
  return status === 0 ? 'unreachable' : `error ${status}`;
}

function searchKind(status: number, text: string): string {
  if (status !== 200) return statusKind(status, text);
  const { results, mode } = searched.parse(JSON.parse(text));
  if (results.length === 0) return 'found nothing';
  return mode === 'words' ? 'served by words alone' : 'served';
}
