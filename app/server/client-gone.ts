import { causesOf, SokoError } from '@/lib/platform/errors';

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
  return [...causesOf(error)].some((one: { name?: string; code?: string; message?: string }) => {
    if (one instanceof SokoError && one.code === 'client_gone') return true;
    if (one.name === 'ResponseAborted' || one.code === 'ERR_STREAM_PREMATURE_CLOSE') return true;
    return one.code === 'ECONNRESET' && one.message === 'aborted';
  });
}
