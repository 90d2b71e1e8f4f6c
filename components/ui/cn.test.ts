import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { twMerge } from 'tailwind-merge';
import { describe, expect, test } from 'vitest';
import { lastWins } from './cn';

describe('lastWins', () => {
  test('leaves out what a later class sets, under the same condition only', () => {
    expect(lastWins('h-8 px-3 hover:bg-sunken h-11 hover:bg-accent max-sm:h-13')).toBe(
      'px-3 h-11 hover:bg-accent max-sm:h-13',
    );
  });

  test('does to every two classes that meet in Soko what tailwind-merge does', () => {
    const classes = [...new Set(sources().flatMap(mergedClasses))];
    expect(classes).toEqual(expect.arrayContaining(['h-11', 'list-none', '[&_svg]:size-[1.15em]', 'max-lg:px-0']));
    const wrong: string[] = [];
    for (const base of classes)
      for (const over of classes) {
        const both = `${base} ${over}`;
        if (base !== over && lastWins(both) !== twMerge(both)) wrong.push(`${both} -> ${lastWins(both)}`);
      }
    expect(wrong).toEqual([]);
  });
});

function sources(): string[] {
  return ['app', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  );
}

/** Every class that a source gives to `cn` or to a component, which may give it to `cn`. */
function mergedClasses(source: string): string[] {
  const calls = [...source.matchAll(/\b(?:cn|buttonStyle)\(/g)].map(({ 0: name, index }) =>
    source.slice(index, endOfCall(source, index + name.length)),
  );
  const constants = [...source.matchAll(/^const \w+ =\s*(?:'[^'\n]*'|\[\n(?:\s+'[^'\n]*',\n)+\])/gm)].map(
    ([text]) => text,
  );
  // Long ones go on in the next line.
  const handed = [...source.matchAll(/<[A-Z]\w*\b[^<]*?\bclassName=("[^"]*")/g)].map(([, text = '']) =>
    text.replaceAll('\n', ' '),
  );
  return [...calls, ...constants, ...handed].flatMap((text) =>
    [...text.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)]
      .flatMap(([, single, double, template]) =>
        (single ?? double ?? template ?? '').replace(/\$\{[^}]*\}/g, ' ').split(/\s+/),
      )
      .filter((word) => /^[a-z[-]/.test(word)),
  );
}

function endOfCall(source: string, from: number): number {
  let depth = 1;
  for (let at = from; at < source.length; at++) {
    if (source[at] === '(') depth++;
    else if (source[at] === ')' && --depth === 0) return at;
  }
  return source.length;
}
