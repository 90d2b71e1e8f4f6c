import { describe, expect, test } from 'vitest';
import { clientGone, isClientGone } from './client-gone';

const coded = (message: string, code: string, cause?: unknown) =>
  Object.assign(new Error(message, cause === undefined ? {} : { cause }), { code });

describe('a client that hung up', () => {
  test.each([
    ['in the middle of a body, as Node says it', coded('aborted', 'ECONNRESET')],
    ['while a server action was read', coded('Premature close', 'ERR_STREAM_PREMATURE_CLOSE')],
    ['as a body’s reader wraps it', new TypeError('Body is unusable', { cause: coded('aborted', 'ECONNRESET') })],
    ['as we say it', clientGone()],
  ])('is known: %s', (_, error) => {
    expect(isClientGone(error)).toBe(true);
  });

  test.each([
    ['the database’s connection', coded('read ECONNRESET', 'ECONNRESET')],
    ['anything else', new Error('broken')],
    ['what is no error', 'aborted'],
  ])('is not: %s', (_, error) => {
    expect(isClientGone(error)).toBe(false);
  });

  test('does not hang on an error that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(isClientGone(error)).toBe(false);
  });
});
