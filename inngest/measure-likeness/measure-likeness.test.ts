import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RememberingObjects } from '@/e2e/pipeline/remembering-objects';
import { contentKey } from '@/lib/media/content-key';
import { SokoError } from '@/lib/platform/errors';
import { nearestOf } from './measure-likeness';

let objects: RememberingObjects;
const vector = Float32Array.of(1, 0);
const embedImage = vi.fn(async (_picture: unknown) => vector);
const search = vi.fn(async () => [{ productId: '7', score: 0.8 }]);
const retakePhoto = vi.fn(async (picture: Uint8Array, nth: number) => Buffer.from(`${picture} ${nth}`));
const deps = () => ({ objects, model: { space: 'test/v1', embedImage }, vectors: { search }, retakePhoto }) as never;

beforeEach(() => {
  vi.clearAllMocks();
  objects = new RememberingObjects();
});

async function stored(productId: string): Promise<{ productId: string; url: string }> {
  const body = Buffer.from(`picture of ${productId}`);
  return {
    productId,
    url: await objects.put({ key: contentKey(body, 'image/jpeg'), body, contentType: 'image/jpeg' }),
  };
}

describe('nearestOf', () => {
  test('takes so many different photos of each product, and looks for what is nearest to them', async () => {
    const nearest = await nearestOf(deps(), [await stored('1000001'), await stored('1000002')], 3);
    expect(nearest).toEqual(Array(6).fill(0.8));
    const photos = embedImage.mock.calls.map(([photo]) => String(photo));
    expect(new Set(photos).size).toBe(6);
    expect(search).toHaveBeenCalledWith({ vector, limit: 1 });
  });

  test('leaves out what is lost, foreign or damaged', async () => {
    const [lost, foreign, damaged, cut, whole] = [
      { productId: '1', url: `/media/${contentKey(Buffer.from('lost'), 'image/jpeg')}` },
      { productId: '2', url: 'https://pictures.example/a.jpg' },
      await stored('3'),
      await stored('4'),
      await stored('5'),
    ];
    retakePhoto.mockRejectedValueOnce(new Error('Input buffer contains unsupported image format'));
    retakePhoto.mockRejectedValueOnce(new SokoError({ code: 'image_truncated', message: 'it breaks off' }));
    expect(await nearestOf(deps(), [lost, foreign, damaged, cut, whole], 1)).toEqual([0.8]);
  });

  test('is tried again as a whole while the model is away', async () => {
    embedImage.mockRejectedValueOnce(new SokoError({ code: 'embedding_unavailable', message: 'away' }));
    await expect(nearestOf(deps(), [await stored('1')], 1)).rejects.toMatchObject({ code: 'embedding_unavailable' });
  });
});
