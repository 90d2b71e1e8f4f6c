import { expect, test } from 'vitest';
import { asDatabaseUnavailable } from './db-errors';
import { Prisma } from './prisma-client/client';

/** As Prisma throws what its driver's adapter has no name for. */
function databaseError(originalCode: string): Error {
  const driverAdapterError = Object.assign(new Error(originalCode), { cause: { kind: 'postgres', originalCode } });
  const message = `Database error. Code: \`${originalCode}\``;
  return new Prisma.PrismaClientKnownRequestError(message, {
    ...{ code: 'P2039', clientVersion: '7', meta: { driverAdapterError } },
  });
}

test('a database that shuts down or starts up passes by itself, as Prisma tells of it', () => {
  expect(asDatabaseUnavailable(databaseError('57P03'))).toMatchObject({ code: 'database_unavailable', status: 503 });
});

test('a full disk under the database is told as such, as Prisma tells of it', () => {
  expect(asDatabaseUnavailable(databaseError('53100'))?.message).toContain('disk is full');
});

test('what is wrong with the query itself does not pass', () => {
  expect(asDatabaseUnavailable(databaseError('42703'))).toBeUndefined();
});
