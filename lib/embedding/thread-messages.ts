import type { Pixels } from '@/lib/media/pixels';
import type { Retry } from '@/lib/platform/errors';
import type { EmbeddingLane } from './embedding-model';
import type { SiglipOptions } from './siglip-model';

/** What goes to a model thread when it starts. */
export interface ThreadSettings extends SiglipOptions {
  lane: EmbeddingLane;
}

export type ThreadWork = { kind: 'image'; image: Uint8Array | Pixels } | { kind: 'text'; text: string };
export type ThreadJob = ThreadWork & { id: number };

/** An error's class does not survive the way between threads. */
export interface ThreadError {
  code: string;
  message: string;
  status: number;
  retry: Retry;
}

export type ThreadMessage =
  | { kind: 'ready'; space: string }
  | { kind: 'failed'; error: ThreadError }
  | { kind: 'vector'; id: number; vector: Float32Array }
  | { kind: 'error'; id: number; error: ThreadError };
