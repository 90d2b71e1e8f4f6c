import { describe, expect, it } from 'vitest';
import { oneLine } from './one-line';

describe('oneLine', () => {
  it('leaves an ordinary title as it is', () => {
    expect(oneLine('Ankara “maxi” dress <b> & co', 100)).toBe('Ankara “maxi” dress <b> & co');
  });

  it('puts lines together and takes out what turns the text around it', () => {
    expect(oneLine('  Dress\n\n \u202egnp.exe\u202c\u2066\tred ', 100)).toBe('Dress gnp.exe red');
  });

  it('cuts between signs, never within one', () => {
    expect(oneLine('🔥'.repeat(10), 4)).toBe('🔥🔥🔥…');
    expect(oneLine('one two three', 9)).toBe('one two…');
    expect(oneLine('lone \ud83d end', 100).isWellFormed()).toBe(true);
  });
});
