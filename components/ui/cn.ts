type ClassNames = string | false | null | undefined | readonly string[];

/** Class names joined; of two that set the same property the last one wins. */
export function cn(...classes: ClassNames[]): string {
  return lastWins(classes.flat().filter(Boolean).join(' '));
}

/**
 * What of Tailwind is overridden somewhere in Soko: tailwind-merge knows all of it, and is 8 kB that every page would
 * load. Whoever overrides something that is missing here hears of it from cn.test.ts.
 */
const PROPERTIES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['position', /^(static|fixed|absolute|relative|sticky)$/],
  ['display', /^(block|inline|inline-block|flex|inline-flex|grid|inline-grid|contents|hidden)$/],
  ['transition', /^transition(-|$)/],
  ['text-align', /^text-(left|center|right)$/],
  ['text-wrap', /^text-(pretty|balance|wrap|nowrap)$/],
  ['text-size', /^text-(xs|sm|base|lg|\d?xl|\[[\d.]+(px|rem|em)\])$/],
  ['text-colour', /^text-/],
  ['weight', /^font-(normal|medium|semibold|bold)$/],
  ['bg-colour', /^bg-(?!clip-|cover$|center$)/],
  ['rounded', /^rounded(-(sm|md|lg|xl|[23]xl|full))?$/],
  ['border', /^border(-\d+)?$/],
  ['border-colour', /^border-(?!dashed$|collapse$|[xytrbl](-|$))/],
  ...[...'xytrbl'].map((side) => [`border-${side}-colour`, new RegExp(`^border-${side}-[a-z]`)] as const),
  ['flex', /^flex-\d+$/],
  ['whitespace', /^whitespace-/],
  ['vertical-align', /^align-/],
  ['align-items', /^items-/],
  ['justify-self', /^justify-self-/],
  ['font-family', /^font-(sans|display|mono)$/],
  ['cursor', /^cursor-/],
  ['touch-x', /^touch-pan-(x|left|right)$/],
  ['touch-y', /^touch-pan-(y|up|down)$/],
  ['touch', /^touch-(auto|none|manipulation)$/],
];

/** The rest of a name after it is only a value. */
const PREFIXES = new RegExp(
  `^-?(${[
    ...[
      'size',
      '(?:min-|max-)?[hw]',
      '[pm][xytrbl]?',
      'gap(?:-[xy])?',
      'inset(?:-[xy])?',
      'top',
      'right',
      'bottom',
      'left',
    ],
    ...[
      'leading',
      'line-clamp',
      'opacity',
      'justify',
      'overflow(?:-[xy])?',
      'object',
      'basis',
      'grow',
      'shrink',
      'order',
    ],
    ...['border-[xytrbl]', 'col-span', 'outline-offset'],
  ].join('|')})(?:-|$)`,
);

/** What else a property sets. */
const COVERED: Record<string, readonly string[]> = {
  size: ['h', 'w'],
  p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
  px: ['pl', 'pr'],
  py: ['pt', 'pb'],
  m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
  mx: ['ml', 'mr'],
  my: ['mt', 'mb'],
  gap: ['gap-x', 'gap-y'],
  touch: ['touch-x', 'touch-y'],
  'touch-x': ['touch'],
  'touch-y': ['touch'],
  inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
  'inset-x': ['left', 'right'],
  'inset-y': ['top', 'bottom'],
  border: ['border-x', 'border-y', 'border-t', 'border-r', 'border-b', 'border-l'],
  'border-colour': [...'xytrbl'].map((side) => `border-${side}-colour`),
  flex: ['basis', 'grow', 'shrink'],
  'line-clamp': ['display', 'overflow'],
  overflow: ['overflow-x', 'overflow-y'],
  'text-size': ['leading'],
};

const known = new Map<string, string>();

/** Class names without those that a later one makes void: `h-8 px-3 h-11` is `px-3 h-11`. */
export function lastWins(classes: string): string {
  const before = known.get(classes);
  if (before !== undefined) return before;
  const set = new Set<string>();
  const left = classes
    .split(/\s+/)
    .filter(Boolean)
    .reverse()
    .filter((name) => isInForce(name, set))
    .reverse()
    .join(' ');
  known.set(classes, left);
  return left;
}

/** `set`: what later classes set, to which this one's is added. */
function isInForce(name: string, set: Set<string>): boolean {
  // Up to the last colon that is not inside brackets.
  const [modifiers = ''] = /^(?:(?:[^:[]|\[[^\]]*\])+:)*/.exec(name) ?? [];
  const property = propertyOf(name.slice(modifiers.length));
  if (property === undefined) return true;
  if (set.has(modifiers + property)) return false;
  for (const each of [property, ...(COVERED[property] ?? [])]) set.add(modifiers + each);
  return true;
}

function propertyOf(utility: string): string | undefined {
  return PROPERTIES.find(([, pattern]) => pattern.test(utility))?.[0] ?? PREFIXES.exec(utility)?.[1];
}
