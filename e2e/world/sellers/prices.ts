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
  (amount, random) => `was ${roundUp(amount * (1.2 + random.next() * 0.3))} now ${amount}`,
];

const WITHOUT = ['DM for price', 'Inbox for price', 'Bei poa, uliza', 'Price on request 📩', 'Call for price'];

export function kenyanPrice(random: Random, from: number, to: number): WrittenPrice {
  if (random.chance(0.08)) return { text: random.pick(WITHOUT), price: null };
  const amount = roundUp(random.int(from, to));
  return {
    text: random.pick(FORMS)(amount, random),
    price: { amount, currency: 'KES' },
  };
}

const roundUp = (amount: number): number => Math.ceil(amount / 50) * 50;
