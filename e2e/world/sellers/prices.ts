import type { Random } from './random';

export interface WrittenPrice {
  text: string;
  /** What a reader should make of it; null where the seller names none. */
  price: { amount: number; currency: string } | null;
}

type Form = (amount: number, random: Random) => string;

const grouped = (amount: number): string => amount.toLocaleString('en-US');
/** 3500 as "3.5k"; only for what that says exactly. */
const inThousands = (amount: number): string => `${amount / 1000}k`;

/** The ways Kenyan sellers write a price. Where two amounts stand, the one to pay now is the price. */
const FORMS: Form[] = [
  (amount) => `KES ${grouped(amount)}`,
  (amount) => `Ksh${amount}`,
  (amount) => `KSh. ${grouped(amount)}/=`,
  (amount) => `${amount}/-`,
  (amount) => `@${amount}`,
  (amount) => `Kes ${amount} only`,
  (amount) => `Bei: ${grouped(amount)}/=`,
  (amount) => `Ksh ${grouped(amount)}`,
  (amount) => (amount % 100 === 0 && amount >= 1000 ? inThousands(amount) : `${amount}/-`),
  // Two sizes, two prices: the lower one is what it starts at.
  (amount) => `${amount < 1000 ? 'Ksh ' : ''}${grouped(amount)} - ${grouped(roundUp(amount * 1.25))}`,
  (amount, random) => `was ${roundUp(amount * (1.2 + random.next() * 0.3))} now ${amount}`,
];

const WITHOUT = ['DM for price', 'Inbox for price', 'Bei poa, uliza', 'Price on request 📩', 'Call for price'];

/** A little of the trade goes over the border, or to cousins abroad; shillings in one of their currency. */
const ABROAD: { currency: string; shillings: number; step: number; write: Form }[] = [
  { currency: 'USD', shillings: 130, step: 1, write: (amount) => `USD ${amount}` },
  { currency: 'USD', shillings: 130, step: 1, write: (amount) => `$${amount}` },
  { currency: 'UGX', shillings: 0.036, step: 1000, write: (amount) => `UGX ${grouped(amount)}` },
  { currency: 'TZS', shillings: 0.05, step: 1000, write: (amount) => `TZS ${grouped(amount)}/=` },
];

export function kenyanPrice(random: Random, from: number, to: number): WrittenPrice {
  if (random.chance(0.08)) return { text: random.pick(WITHOUT), price: null };
  if (random.chance(0.03)) return priceAbroad(random, random.int(from, to));
  const amount = roundUp(random.int(from, to));
  return {
    text: random.pick(FORMS)(amount, random),
    price: { amount, currency: 'KES' },
  };
}

function priceAbroad(random: Random, shillings: number): WrittenPrice {
  const { currency, shillings: rate, step, write } = random.pick(ABROAD);
  const amount = Math.ceil(shillings / rate / step) * step;
  return { text: write(amount, random), price: { amount, currency } };
}

const roundUp = (amount: number): number => Math.ceil(amount / 50) * 50;
