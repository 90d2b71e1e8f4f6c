import { SokoError } from '@/lib/platform/errors';

/** What others call an answer that nobody waits for any more. No error of ours: it is not logged as one. */
const CLIENT_GONE_STATUS = 499;

export const clientGone = (cause?: unknown): SokoError =>
  new SokoError({
    code: 'client_gone',
    message: 'The connection ended before everything had arrived. Please send it again.',
    status: CLIENT_GONE_STATUS,
    cause,
  });

/** Node's error of a request that broke off while its body was read, however deep it is wrapped. */
export function isClientGone(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof SokoError && at.code === 'client_gone') return true;
    if (at.name === 'ResponseAborted') return true;
    const code = 'code' in at ? at.code : undefined;
    if (code === 'ERR_STREAM_PREMATURE_CLOSE' || (code === 'ECONNRESET' && at.message === 'aborted')) return true;
  }
  return false;
}
