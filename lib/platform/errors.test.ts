import { expect, test, vi } from 'vitest';
import { asSokoError, SokoError } from './errors';

const options = { code: 'too_many_requests', message: 'Please wait.', status: 429 };

test('an error of another copy of this module is ours all the same', async () => {
  vi.resetModules();
  const another: typeof import('./errors') = await import('./errors');
  expect(another.SokoError).not.toBe(SokoError);
  const error = new another.SokoError(options);
  expect(error).toBeInstanceOf(SokoError);
  expect(asSokoError(error)).toBe(error);
});

test('other errors are not ours, and are worth another try', () => {
  const error = new Error('socket hang up');
  expect(error).not.toBeInstanceOf(SokoError);
  expect(asSokoError(error)).toMatchObject({ code: 'unexpected', retry: { again: true }, cause: error });
});

test('a narrower error is told by its class', () => {
  class Narrower extends SokoError {}
  expect(new Narrower(options)).toBeInstanceOf(Narrower);
  expect(new SokoError(options)).not.toBeInstanceOf(Narrower);
});
