import { z } from 'zod';

/** What Milvus said when it refused. */
export class MilvusRefusal extends Error {
  constructor(
    readonly call: string,
    readonly code: string,
    reason: string,
  ) {
    super(`${call}: ${reason === '' ? code : reason}`);
    this.name = 'MilvusRefusal';
  }
}

const status = z.object({ error_code: z.string(), reason: z.string().default('') });
const answer = z.union([z.object({ status }).transform((whole) => whole.status), status]);

/**
 * Awaits one call of the SDK and makes sure it succeeded. The SDK resolves with a server's refusal, with `{}` for a
 * call the server does not know, and sometimes throws the response itself: all of that becomes an Error.
 */
export async function milvusCall<T>(call: string, work: () => Promise<T>): Promise<T> {
  let response: T;
  try {
    response = await work();
  } catch (error) {
    if (error instanceof Error) throw error;
    assertSuccess(call, error);
    throw new MilvusRefusal(call, 'Thrown', 'the SDK threw an answer that says success');
  }
  assertSuccess(call, response);
  return response;
}

function assertSuccess(call: string, response: unknown): void {
  const parsed = answer.safeParse(response);
  if (!parsed.success)
    throw new MilvusRefusal(call, 'NoStatus', 'an answer without a status: this server does not know the call');
  if (parsed.data.error_code !== 'Success') throw new MilvusRefusal(call, parsed.data.error_code, parsed.data.reason);
}
