import { expect } from 'vitest';
import { z } from 'zod';
import { apiErrorSchema } from '@/lib/platform/http-errors.schema';
import { errorCodesOf } from './document';
import { API_ERRORS } from './errors';
import { COMPONENTS, OPERATIONS } from './operations';

/** A real answer, which must be one that the document promises: its status, every field, and none beside them. */
export async function documented(call: string, answering: Promise<Response>): Promise<Response> {
  const response = await answering;
  await expectDocumented(call, response);
  return response;
}

async function expectDocumented(call: string, response: Response): Promise<void> {
  const operation = new Map(Object.entries(OPERATIONS)).get(call);
  if (operation === undefined) throw new Error(`the document has no ${call}`);
  const { status } = response;
  // A plain form goes on to a page.
  if (status === 303) return;
  const body: unknown = isPicture(response) ? await asFile(response.clone()) : await response.clone().json();
  const answer = operation.answers[status];
  if (answer !== undefined) return expectExactly(COMPONENTS[answer[0]], body, call);
  expectExactly(apiErrorSchema, body, call);
  const { code } = apiErrorSchema.parse(body).error;
  const known = errorCodesOf(call, operation).filter((one) => API_ERRORS[one][0] === status);
  expect(known, `${call} refuses with ${status}`).toContain(code);
}

const isPicture = ({ headers }: Response): boolean => headers.get('content-type')?.startsWith('image/') === true;

const asFile = async (response: Response): Promise<File> => new File([await response.blob()], 'picture');

/** Schemas leave out what they do not name: whatever is missing afterwards is not in the document. */
function expectExactly(schema: z.core.$ZodType, body: unknown, call: string): void {
  const read = z.safeParse(schema, body);
  expect(read.error?.issues ?? [], call).toEqual([]);
  expect(read.data, call).toEqual(body);
}
