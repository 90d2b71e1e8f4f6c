import { describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { forgetPhotoSearches, keepPhotoSearch, readPhotoSearch } from './photo-searches';

const DAY = 86_400_000;
const photo = { space: 's', vector: Float32Array.of(0.6, 0.8) };
const db = useTestDatabase();

describe('photo searches', () => {
  test('come back as they were for seven days, then not', async () => {
    const { token, expiresAt } = await keepPhotoSearch(db.pool, photo);
    const kept = await readPhotoSearch(db.prisma, token, 's');
    expect(kept.vector).toEqual(photo.vector);
    expect(kept.expiresAt).toEqual(expiresAt);
    await expect(readPhotoSearch(db.prisma, token, 's', Date.now() + 7 * DAY + 1)).rejects.toMatchObject({
      code: 'photo_search_expired',
    });
  });

  test('of another model say nothing in this one', async () => {
    const { token } = await keepPhotoSearch(db.pool, photo);
    await expect(readPhotoSearch(db.prisma, token, 'another')).rejects.toMatchObject({ code: 'photo_search_expired' });
  });

  test('are deleted when they expire, and the oldest when they are too many', async () => {
    await db.prisma.photoSearch.deleteMany();
    const now = Date.now();
    const old = await keepPhotoSearch(db.pool, photo, now - 8 * DAY);
    const older = await keepPhotoSearch(db.pool, photo, now - 2 * DAY);
    const newer = await keepPhotoSearch(db.pool, photo, now - DAY);
    const left = async () => new Set((await db.prisma.photoSearch.findMany()).map(({ id }) => id));
    expect(await forgetPhotoSearches(db.prisma, now)).toBe(1);
    expect(await left()).not.toContain(old.token);
    expect(await forgetPhotoSearches(db.prisma, now, 1)).toBe(1);
    expect(await left()).toEqual(new Set([newer.token]));
    expect(await left()).not.toContain(older.token);
  });
});
