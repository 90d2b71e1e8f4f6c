/**
 * How far two who judge the same things agree. Pure. Cohen's kappa: agreement beyond what two would reach who know how
 * often each verdict comes, and guess; 1: always, 0: no better than that guess.
 */
export interface Kappa {
  value: number;
  /** Where it lies with a probability of 95 %, by its large-sample error: wide while there are few. */
  low: number;
  high: number;
}

/** Rows are one's verdicts, columns the other's, in one order. Null: nothing to say (none, or one verdict only). */
export function cohensKappa(table: readonly (readonly number[])[]): Kappa | null {
  const rows = table.map(sum);
  const columns = table.map((_, at) => sum(table.map((row) => row[at] ?? 0)));
  const all = sum(rows);
  if (all === 0) return null;
  const agreed = sum(table.map((row, at) => row[at] ?? 0)) / all;
  const byChance = sum(rows.map((row, at) => (row / all) * ((columns[at] ?? 0) / all)));
  if (byChance === 1) return null;
  const value = (agreed - byChance) / (1 - byChance);
  const error = Math.sqrt((agreed * (1 - agreed)) / all) / (1 - byChance);
  return { value, low: Math.max(-1, value - 1.96 * error), high: Math.min(1, value + 1.96 * error) };
}

/** Of what both can say: where the first one alone can say more (a model flags), that is left out. */
export function kappaOf<Verdict extends string>(
  confusion: Record<NoInfer<Verdict>, Record<NoInfer<Verdict>, number>>,
  verdicts: readonly Verdict[],
): Kappa | null {
  return cohensKappa(verdicts.map((first) => verdicts.map((second) => confusion[first][second])));
}

/** In words that are used everywhere for it (Landis and Koch, 1977). */
export function kappaInWords(value: number): string {
  if (value < 0) return 'less than by chance';
  const words = ['slight', 'fair', 'moderate', 'substantial', 'almost perfect'];
  return words[Math.min(4, Math.max(0, Math.ceil(value * 5) - 1))] ?? '';
}

/** Who named it: both, only one, neither. */
export interface Named {
  both: number;
  onlyFirst: number;
  onlySecond: number;
  neither: number;
}

export interface NamedFigures extends Named {
  /** Of what the first one named, what the second one named too. Null: the first one named it nowhere. */
  precision: number | null;
  /** Of what the second one named, what the first one named too. Null: the second one named it nowhere. */
  recall: number | null;
  kappa: Kappa | null;
}

export function namedFigures(named: Named): NamedFigures {
  const { both, onlyFirst, onlySecond, neither } = named;
  return {
    ...named,
    precision: share(both, both + onlyFirst),
    recall: share(both, both + onlySecond),
    kappa: cohensKappa([
      [both, onlyFirst],
      [onlySecond, neither],
    ]),
  };
}

/** Judgements of two about the same things, as often as they came like that. */
export interface Pairs<First extends string, Second extends string> {
  first: First;
  second: Second;
  firstProblems: readonly string[];
  secondProblems: readonly string[];
  count: number;
}

export interface Agreement<First extends string, Second extends string> {
  pairs: number;
  /** How often the first said this where the second said that. */
  confusion: Record<First, Record<Second, number>>;
  /** By code; only what one of them has named, the most frequent first. */
  reasons: (NamedFigures & { problem: string })[];
}

/** `firsts`, `seconds`: every verdict there can be. */
export function agreementOf<First extends string, Second extends string>(
  pairs: readonly Pairs<First, Second>[],
  firsts: readonly First[],
  seconds: readonly Second[],
): Agreement<First, Second> {
  const count = (wanted: (pair: Pairs<First, Second>) => boolean): number =>
    sum(pairs.filter(wanted).map((pair) => pair.count));
  const countOf = (first: First, second: Second) => count((pair) => pair.first === first && pair.second === second);
  const rowOf = (first: First) => recordOf(seconds, (second) => countOf(first, second));
  const all = count(() => true);
  const named = (problem: string): Named => {
    const both = count((pair) => pair.firstProblems.includes(problem) && pair.secondProblems.includes(problem));
    const onlyFirst = count((pair) => pair.firstProblems.includes(problem)) - both;
    const onlySecond = count((pair) => pair.secondProblems.includes(problem)) - both;
    return { both, onlyFirst, onlySecond, neither: all - both - onlyFirst - onlySecond };
  };
  const problems = new Set(pairs.flatMap((pair) => [...pair.firstProblems, ...pair.secondProblems]));
  const reasons = [...problems].map((problem) => ({ problem, ...namedFigures(named(problem)) }));
  return {
    pairs: all,
    confusion: recordOf(firsts, rowOf),
    reasons: reasons.sort((a, b) => a.neither - b.neither || a.problem.localeCompare(b.problem)),
  };
}

/** A part of a whole, 0 to 1. Null: there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function recordOf<Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value): Record<Key, Value> {
  // Every key of the list is there: entries forget their names.
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
