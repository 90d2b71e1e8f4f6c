const IRREGULAR = [
  ['man', 'men'],
  ['woman', 'women'],
  ['child', 'children'],
  ['foot', 'feet'],
  ['person', 'people'],
  // Swahili's that change their stem, too.
  ['mwanamke', 'wanawake'],
  ['mwanaume', 'wanaume'],
  ['jino', 'meno'],
] as const;

/** Beginnings of Swahili's noun classes, one thing and many of it. */
const SWAHILI_CLASSES = [
  ['ki', 'vi'], // kiatu, viatu
  ['ch', 'vy'], // chombo, vyombo
  ['m', 'mi'], // mfuko, mifuko
  ['mw', 'mi'], // mwavuli, miavuli
  ['m', 'wa'], // mtoto, watoto
  ['', 'ma'], // gauni, magauni
] as const;
/** Of a Swahili word without its beginning: shorter ones are other words by chance. */
const SHORTEST_STEM = 3;
/** Swahili's words end so, and few of English's do. */
const SWAHILI_ENDING = /[aeiou]$/;

/**
 * A word and what it may be with it: singulars and plurals of English and Swahili. Some exist in neither, which costs
 * nothing: no product has them. `word`: letters, in lower case.
 */
export function formsOf(word: string): string[] {
  const irregular = IRREGULAR.find((forms) => forms.some((form) => form === word)) ?? [];
  return [...new Set([word, ...irregular, ...englishForms(word), ...swahiliForms(word)])];
}

function englishForms(word: string): string[] {
  if (word.length < 3) return [];
  const one = singulars(word);
  return [...one, ...[word, ...one].flatMap(plurals)];
}

function singulars(word: string): string[] {
  if (word.length < 4) return [];
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (word.endsWith('ves')) return [`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`, word.slice(0, -1)];
  // `shoes` is of `shoe`, `potatoes` of `potato`.
  if (word.endsWith('oes')) return [word.slice(0, -1), word.slice(0, -2)];
  if (/(?:[sxz]|[cs]h)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  return /[^s]s$/.test(word) ? [word.slice(0, -1)] : [];
}

function plurals(word: string): string[] {
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(?:[sxz]|[cs]h)$/.test(word)) return [`${word}es`];
  if (/[^f]fe?$/.test(word)) return [`${word.replace(/fe?$/, '')}ves`, `${word}s`];
  return word.endsWith('o') ? [`${word}s`, `${word}es`] : [`${word}s`];
}

function swahiliForms(word: string): string[] {
  if (!SWAHILI_ENDING.test(word)) return [];
  return SWAHILI_CLASSES.flatMap(([one, many]) => [
    ...withBeginning(word, one, many),
    ...withBeginning(word, many, one),
  ]);
}

function withBeginning(word: string, from: string, to: string): string[] {
  const stem = word.slice(from.length);
  return word.startsWith(from) && stem.length >= SHORTEST_STEM ? [to + stem] : [];
}
