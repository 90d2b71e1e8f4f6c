import { describe, expect, test } from 'vitest';
import { colourName } from './colour-name';
import { toOklab } from './oklab';

const nameOf = (hex: string) => {
  const byte = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return colourName(toOklab(byte(1), byte(3), byte(5)));
};

describe('colourName', () => {
  test.each([
    ['red', ['#ff0000', '#c1121f', '#8b0000']],
    ['orange', ['#ff8c00', '#f57c2b', '#e8731f']],
    ['yellow', ['#ffd700', '#f2c230', '#e6b800']],
    ['green', ['#008000', '#2e8b57', '#6b8e23']],
    ['teal', ['#008080', '#20b2aa', '#157f7b']],
    ['blue', ['#0000ff', '#1d4ed8', '#4a90d9']],
    ['purple', ['#800080', '#6a3fa0', '#9370db']],
    ['pink', ['#ff69b4', '#f4a6bd', '#e75480']],
    ['brown', ['#6f4e37', '#8b5a2b', '#b58a5f']],
    ['black', ['#000000', '#1c1c22', '#231b2e']],
    ['grey', ['#808080', '#a9adb5', '#6e7075']],
    ['white', ['#ffffff', '#f6f1e7', '#e9e9ec']],
  ])('%s', (name, colours) => {
    expect(colours.map(nameOf)).toEqual(colours.map(() => name));
  });
});
