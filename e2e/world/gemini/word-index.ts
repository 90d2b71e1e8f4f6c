import type { WorldProduct } from '@/e2e/world/sellers/types';

export interface Ranked {
  product: WorldProduct;
  /** The share of the product's own words found in the text, each weighing less the more products use it. 0 to 1. */
  score: number;
}

/** Which products use which words. */
export class WordIndex {
  private readonly postings = new Map<string, number[]>();
  private readonly totals: number[];

  constructor(private readonly products: readonly WorldProduct[]) {
    const words = products.map((product) => wordsOf(`${product.title} ${product.description}`));
    words.forEach((own, index) => {
      for (const word of own) this.note(word, index);
    });
    this.totals = words.map((own) => [...own].reduce((sum, word) => sum + this.weight(word), 0));
  }

  /** Every product that shares a word with the text, best first. */
  rank(text: string): Ranked[] {
    const found = new Map<number, number>();
    for (const word of wordsOf(text)) {
      for (const index of this.postings.get(word) ?? []) {
        found.set(index, (found.get(index) ?? 0) + this.weight(word));
      }
    }
    return [...found].flatMap(([index, sum]) => this.ranked(index, sum)).sort((a, b) => b.score - a.score);
  }

  private note(word: string, index: number): void {
    const users = this.postings.get(word);
    if (users === undefined) this.postings.set(word, [index]);
    else users.push(index);
  }

  private ranked(index: number, sum: number): Ranked[] {
    const product = this.products[index];
    const total = this.totals[index] ?? 0;
    return product === undefined || total === 0 ? [] : [{ product, score: sum / total }];
  }

  private weight(word: string): number {
    return 1 / (this.postings.get(word)?.length ?? 1);
  }
}

/** Letters and digits only, so that cleaning, emojis and punctuation do not matter. */
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{Letter}\p{Number}]+/gu) ?? [],
  );
