import { load } from 'cheerio';
import { ask, from } from './client';
import { FORM_TYPE, formOf } from './photo-form';

/** Signs in as a browser without scripts does; the session's Set-Cookie, or null when it was refused. */
export async function signIn(
  url: string,
  { email, password }: { email: string; password: string },
  address: string,
  headers: Record<string, string> = { origin: url },
): Promise<string | null> {
  const page = await ask(`${url}/sign-in`, { headers: { ...headers, ...from(address) } });
  const answer = await ask(`${url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': FORM_TYPE, ...headers, ...from(address) },
    body: formOf({ ...hiddenFields(page.text), email, password }),
  });
  return answer.headers['set-cookie']?.find((line) => line.startsWith('soko_session=')) ?? null;
}

function hiddenFields(html: string): Record<string, string> {
  const $ = load(html);
  const fields = $('form:has(input[type=password]) input[type=hidden]').toArray();
  return Object.fromEntries(fields.map((field) => [$(field).attr('name') ?? '', $(field).attr('value') ?? '']));
}
