import { load } from 'cheerio';
import { from } from './addresses';
import { ask } from './client';

const BOUNDARY = 'soko-attack-sign-in';

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
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...headers, ...from(address) },
    body: formOf({ ...hiddenFields(page.text), email, password }),
  });
  return answer.headers['set-cookie']?.find((line) => line.startsWith('soko_session=')) ?? null;
}

function hiddenFields(html: string): Record<string, string> {
  const $ = load(html);
  const fields = $('form:has(input[type=password]) input[type=hidden]').toArray();
  return Object.fromEntries(fields.map((field) => [$(field).attr('name') ?? '', $(field).attr('value') ?? '']));
}

function formOf(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}
