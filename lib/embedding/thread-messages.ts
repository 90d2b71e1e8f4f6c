import type { Pixels } from '@/lib/media/pixels';
import type { Retry } from '@/lib/platform/errors';
import type { EmbeddingLane } from './embedding-model';
import type { PreprocessorConfig } from './model-config';
import type { SiglipOptions } from './siglip-model';

/** What goes to a model thread when it starts. */
export interface ThreadSettings extends SiglipOptions {
  lane: EmbeddingLane;
}

/** Pictures are decoded and made small before: copying what is larger between threads costs up to 4 ms of CPU. */
export type ThreadWork = { kind: 'image'; image: Pixels } | { kind: 'text'; text: string };
export type ThreadJob = ThreadWork & { id: number };

/** An error's class does not survive the way between threads. */
export interface ThreadError {
  code: string;
  message: string;
  status: number;
  retry: Retry;
}

/** What a thread says of its model. */
export interface ReadyModel {
  space: string;
  pictures: PreprocessorConfig;
}

export type ThreadMessage =
  | ({ kind: 'ready' } & ReadyModel)
  | { kind: 'failed'; error: ThreadError }
  | { kind: 'vector'; id: number; vector: Float32Array }
  | { kind: 'error'; id: number; error: ThreadError };
