import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDiskFull } from '@/lib/platform/disk-space';
import { contentTypeOfKey } from './content-key';
import { objectStoreFault, objectStoreFull, objectStoreUnavailable } from './media-errors';
import { checkObject, isKey } from './object-key';
import type { ObjectStore, StoredObject } from './object-store';

/** Beside the pictures, on the same file system: a rename must not become a copy. */
const INCOMING = '.incoming';
/** What a writer that was killed has left. No write takes so long. */
const ABANDONED_MS = 3_600_000;
const REFUSALS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

export interface LocalObjectStoreOptions {
  /** Created when missing. */
  folder: string;
  /** What comes before `/media/KEY`: an origin, or empty for links within the site. */
  publicBase: string;
}

/** The ObjectStore that is a folder; the web app serves it at `/media`. */
export class LocalObjectStore implements ObjectStore {
  private readonly publicBase: string;
  private prepared: Promise<void> | null = null;

  constructor(private readonly options: LocalObjectStoreOptions) {
    this.publicBase = options.publicBase.replace(/\/+$/, '');
  }

  /** Whole or not at all, also when the machine goes down: written beside, flushed, renamed. */
  async put(object: StoredObject): Promise<string> {
    checkObject(object);
    return this.guarded(async () => {
      await this.prepare();
      const target = this.fileOf(object.key);
      const incoming = path.join(this.options.folder, INCOMING, randomUUID());
      try {
        await writeFlushed(incoming, object.body);
        await mkdir(path.dirname(target), { recursive: true });
        await rename(incoming, target);
      } catch (error) {
        await rm(incoming, { force: true }).catch(() => {});
        throw error;
      }
      return this.publicUrl(object.key);
    });
  }

  async get(key: string): Promise<{ body: Uint8Array; contentType: string } | null> {
    const contentType = contentTypeOfKey(key);
    if (contentType === null) return null;
    return this.guarded(async () => {
      const body = await unlessMissing(readFile(this.fileOf(key)));
      return body === null ? null : { body, contentType };
    });
  }

  async remove(keys: string[]): Promise<void> {
    await this.guarded(async () => {
      for (const key of keys.filter(isKey)) await rm(this.fileOf(key), { force: true });
    });
  }

  publicUrl(key: string): string {
    return `${this.publicBase}/media/${key}`;
  }

  async ping(): Promise<void> {
    await this.guarded(() => this.prepare());
  }

  private prepare(): Promise<void> {
    this.prepared ??= this.clearAbandoned().catch((error: unknown) => {
      this.prepared = null;
      throw error;
    });
    return this.prepared;
  }

  private async clearAbandoned(): Promise<void> {
    const incoming = path.join(this.options.folder, INCOMING);
    await mkdir(incoming, { recursive: true });
    for (const name of await readdir(incoming)) {
      const file = path.join(incoming, name);
      const found = await unlessMissing(stat(file));
      if (found !== null && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(file, { force: true });
    }
  }

  /** Of a checked key: it has no dots but the extension's, so it can not lead out of the folder. */
  private fileOf(key: string): string {
    return path.join(this.options.folder, key);
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isDiskFull(error)) throw objectStoreFull(this.options.folder, error);
      const code = errorCode(error);
      if (code !== undefined && REFUSALS.has(code)) {
        throw objectStoreFault(
          `Soko may not write or read pictures in ${this.options.folder} (${code}). Look at SOKO_HOME and who owns it.`,
          'Look at SOKO_HOME, who owns it, and whether its disk is mounted for writing.',
          error,
        );
      }
      throw objectStoreUnavailable(this.options.folder, error);
    }
  }
}

async function writeFlushed(file: string, body: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(body);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
