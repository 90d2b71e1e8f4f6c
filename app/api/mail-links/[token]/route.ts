import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { rateLimits } from '@/app/server/rate-limits';
import { readBody } from '@/app/server/read-body';
import { database } from '@/app/wiring/process';
import { mailKey } from '@/app/wiring/work';
import { readMailToken } from '@/lib/notices/mail-token';
import { followMailLink } from '@/lib/notices/mailbox';
import { SokoError } from '@/lib/platform/errors';

const MOST_BYTES = 4 * 1024;
/** What mail programs send for their reader (RFC 8058): they follow no redirect. */
const ONE_CLICK = /(^|&)List-Unsubscribe=One-Click(&|$)/i;

/**
 * Does what a link in a mail asks for. Whoever has the link may, from wherever: mail programs send this themselves, as
 * they do not open links that only ask.
 */
export const POST = apiRoute<{ params: Promise<{ token: string }> }>(async (request, { params }) => {
  rateLimits().mailLinks.take(clientAddress(request.headers));
  const link = readMailToken((await params).token, mailKey());
  const body = isPlainForm(request) ? await readBody(request, MOST_BYTES, 'Nothing needs to be sent along.') : null;
  const byPage = body !== null && !ONE_CLICK.test(body.toString('utf8'));
  const done = link !== null && (await followMailLink(database(), link));
  const outcome = link?.does === 'confirm' ? 'confirmed' : 'unsubscribed';
  if (byPage) return seeOther(`/sell/mail/done?outcome=${done ? outcome : 'old'}`);
  if (!done) throw linkOld();
  return Response.json({ done: outcome });
});

const linkOld = (): SokoError =>
  new SokoError({
    code: 'mail_link_old',
    message: 'This link is too old, or the address was changed since. Give it again on your shop’s page.',
    status: 410,
  });
