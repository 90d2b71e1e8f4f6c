import type { SokoErrorOptions } from '@/lib/platform/errors';
import type { SiglipOptions } from './siglip-model';

/** What goes to a model thread when it starts. */
export type ThreadSettings = SiglipOptions;

export type ThreadJob = { id: number; kind: 'image'; image: Uint8Array } | { id: number; kind: 'text'; text: string };

export type ThreadError = Pick<SokoErrorOptions, 'code' | 'message' | 'status'> & { again: boolean };

export type ThreadMessage =
  | { kind: 'ready'; space: string }
  | { kind: 'failed'; error: ThreadError }
  | { kind: 'vector'; id: number; vector: Float32Array }
  | { kind: 'error'; id: number; error: ThreadError };
