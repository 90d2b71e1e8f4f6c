import { describe, expect, test } from 'vitest';
import { assertRole, type Role, type SignedInUser } from './auth-roles';

const user = (role: Role): SignedInUser => ({ id: '1', name: 'Amina', email: 'a@soko.test', role });

describe('assertRole', () => {
  test.each([
    ['moderator', 'moderator'],
    ['admin', 'moderator'],
    ['admin', 'admin'],
  ] as const)('lets a %s do what a %s may', (has, needed) => {
    expect(assertRole(user(has), needed).role).toBe(has);
  });

  test('keeps a moderator from what an admin may', () => {
    expect(() => assertRole(user('moderator'), 'admin')).toThrowError(
      expect.objectContaining({ code: 'role_required', status: 403 }),
    );
  });

  test('keeps strangers out', () => {
    expect(() => assertRole(null, 'moderator')).toThrowError(
      expect.objectContaining({ code: 'sign_in_required', status: 401 }),
    );
  });
});
