import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { SokoError } from '@/lib/platform/errors';

/** Where a model's files come from. `id` goes into the embedding space. */
export type ModelSource = { kind: 'folder'; id: string; folder: string } | { kind: 'hub'; id: string };

const TINY_FOLDER = path.join('models', 'tiny-siglip');

/**
 * What SIGLIP_MODEL names: `tiny` (ships with the project), a folder, or a hub id. `root` is the project's own folder.
 * Errors: `model_not_found` when it looks like a path that is not there.
 */
export function modelSource(name: string, root = process.cwd()): ModelSource {
  if (name === 'tiny') return { kind: 'folder', id: 'tiny', folder: path.join(root, TINY_FOLDER) };
  const folder = path.resolve(root, name);
  if (existsSync(folder) && statSync(folder).isDirectory()) {
    return { kind: 'folder', id: path.basename(folder), folder };
  }
  if (/^[\w.-]+\/[\w.-]+$/.test(name) && !name.startsWith('.')) return { kind: 'hub', id: name };
  throw new SokoError({
    code: 'model_not_found',
    message:
      `SIGLIP_MODEL names ${name}, which is no folder and no hub id. Give a folder with the model's files, ` +
      'a hub id such as Xenova/siglip-base-patch16-224, or `tiny`.',
  });
}
