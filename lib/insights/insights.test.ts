import { beforeEach, describe, expect, test } from 'vitest';
import { dayOf, lastDays } from './day';
import { type DayCount, ProductCounter } from './product-counter';

let now: Date;
let saved: DayCount[][];
let failures: unknown[];
let save: (counts: DayCount[]) => Promise<void>;
let counter: ProductCounter;

beforeEach(() => {
  now = new Date('2026-11-29T20:00:00Z');
  saved = [];
  failures = [];
  save = async (counts) => void saved.push(counts);
  counter = new ProductCounter({
    save: (counts) => save(counts),
    onFailure: (error) => failures.push(error),
    now: () => now,
  });
});

test('days are Kenya’s', () => {
  expect(dayOf(new Date('2026-11-29T20:59:59Z'))).toBe('2026-11-29');
  expect(dayOf(new Date('2026-11-29T21:00:00Z'))).toBe('2026-11-30');
  expect(lastDays(new Date('2026-03-01T12:00:00Z'), 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
});

describe('counting', () => {
  test('what comes together is stored at once, a line a product and day', async () => {
    counter.count('views', 'a', ['1']);
    counter.count('views', 'b', ['1']);
    counter.count('chats', 'a', ['1']);
    counter.count('searches', 'a', ['1', '2']);
    await counter.flush();
    expect(saved).toEqual([
      [
        { productId: '1', day: '2026-11-29', views: 2, chats: 1, searches: 1 },
        { productId: '2', day: '2026-11-29', views: 0, chats: 0, searches: 1 },
      ],
    ]);
    await counter.flush();
    expect(saved).toHaveLength(1);
  });

  test('who reloads all day counts a few times; the next day anew', async () => {
    for (let i = 0; i < 50; i++) counter.count('views', 'a', ['1']);
    counter.count('chats', 'a', ['1']);
    now = new Date('2026-11-29T21:30:00Z');
    counter.count('views', 'a', ['1']);
    await counter.flush();
    expect(saved.flat()).toEqual([
      { productId: '1', day: '2026-11-29', views: 3, chats: 1, searches: 0 },
      { productId: '1', day: '2026-11-30', views: 1, chats: 0, searches: 0 },
    ]);
  });

  test('what could not be stored is stored later, with what has come since', async () => {
    counter.count('views', 'a', ['1']);
    save = () => Promise.reject(new Error('away'));
    await counter.flush();
    expect(failures).toHaveLength(1);
    counter.count('views', 'b', ['1']);
    save = async (counts) => void saved.push(counts);
    await counter.flush();
    expect(saved).toEqual([[{ productId: '1', day: '2026-11-29', views: 2, chats: 0, searches: 0 }]]);
  });

  test('one flush at a time; what is counted meanwhile is the next one’s', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    save = async (counts) => {
      saved.push(counts);
      await gate;
    };
    counter.count('views', 'a', ['1']);
    const first = counter.flush();
    counter.count('views', 'b', ['1']);
    expect(counter.flush()).toBe(first);
    release();
    await first;
    await counter.flush();
    expect(saved.map((counts) => counts[0]?.views)).toEqual([1, 1]);
  });

  test('a flood of made-up products stays bounded', async () => {
    for (let i = 0; i < 30; i++) {
      counter.count(
        'views',
        `client ${i}`,
        Array.from({ length: 1_000 }, (_, nth) => String(i * 1_000 + nth)),
      );
    }
    await counter.flush();
    expect(saved[0]).toHaveLength(20_000);
  });
});
