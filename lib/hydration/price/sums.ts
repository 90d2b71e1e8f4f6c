import type { Amount } from './amounts';
import type { Judged } from './names';
import { isOpen } from './said-before';
import type { Token } from './tokens';
import { FEE_AFTER } from './words';

/** What an amount is in a sum that a seller has worked out: `3000 - 500 = 2500`, `2,000 + 300 delivery = 2,300`. */
export function sumsIn(tokens: readonly Token[], amounts: readonly Amount[]): Map<Amount, 'now' | 'price' | 'none'> {
  const roles = new Map<Amount, 'now' | 'price' | 'none'>();
  for (const [at, result] of amounts.entries()) {
    const [one, other] = [amounts[at - 2], amounts[at - 1]];
    if (one === undefined || other === undefined || tokens[result.first - 1]?.text !== '=') continue;
    const between = tokens.slice(one.last + 1, result.first);
    if (between.some(({ kind }) => kind === 'line')) continue;
    const isShare = tokens[other.last + 1]?.text === '%';
    const left = isShare ? one.value * (1 - other.value / 100) : one.value - other.value;
    if (isAlike(left, result.value)) {
      roles.set(one, 'none').set(other, 'none').set(result, 'now');
    } else if (isAlike(one.value + other.value, result.value)) {
      // What is added is a fee, or the sum is that of two goods.
      const isFee = between.some(({ text }) => FEE_AFTER.has(text));
      roles.set(one, isFee ? 'price' : 'none').set(other, 'none');
      roles.set(result, 'none');
    } else if (one.value * other.value === result.value && Math.max(one.value, other.value) >= 50) {
      roles.set(result, 'none').set(one.value > other.value ? one : other, 'price');
    }
  }
  return roles;
}

const isAlike = (left: number, right: number): boolean => Math.abs(left - right) < 1;

/** `3,500. Delivery 250. Total 3,750`: what comes to the price and a fee is neither. */
export function weighTotals(judged: readonly Judged[]): void {
  for (const [at, total] of judged.entries()) {
    const [one, fee] = [judged[at - 2], judged[at - 1]];
    if (one === undefined || fee?.context.role !== 'fee') continue;
    if (!isAlike(one.amount.value + fee.amount.value, total.amount.value)) continue;
    if (!(isOpen(one.context.role) || /^(?:price|now|variant)$/.test(one.context.role))) continue;
    total.context.role = 'none';
    if (isOpen(one.context.role)) one.context.role = 'price';
  }
}
