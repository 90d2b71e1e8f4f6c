import { describe, expect, test } from 'vitest';
import { ownPath } from './own-path';

describe('ownPath', () => {
  test.each([
    ['/admin/syncs?state=failed', '/admin/syncs?state=failed'],
    ['/review', '/review'],
    [undefined, '/review'],
    ['', '/review'],
    ['https://evil.example', '/review'],
    ['//evil.example', '/review'],
    ['/\\evil.example', '/review'],
    ['/\t/evil.example', '/review'],
    ['javascript:alert(1)', '/review'],
    ['/../..//evil.example', '/review'],
  ])('%j → %s', (next, expected) => {
    expect(ownPath(next)).toBe(expected);
  });
});
