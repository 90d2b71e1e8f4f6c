import { apiRoute } from '@/app/server/api-route';
import { languageOfRequest } from '@/app/server/language';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { readBody, readJson } from '@/app/server/read-body';
import { requireShop } from '@/app/server/shop-access';
import { database, logger } from '@/app/wiring/process';
import { inngest } from '@/app/wiring/work';
import { noticesRequested } from '@/inngest/events';
import { readMailbox, removeMailbox, setMailbox } from '@/lib/notices/mailbox';
import { mailboxChangeSchema } from '@/lib/notices/mailbox.schema';
import { env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';

const MOST_BYTES = 4 * 1024;

/** Where a shop's owner wants to be written to. A plain form goes back to the shop's page, which says what came. */
export const POST = apiRoute<{ params: Promise<{ sellerId: string }> }>(async (request, { params }) => {
  const shop = await requireShop(request, (await params).sellerId, 'owner');
  const { sellerId, phone } = shop;
  const back = (outcome: string) => seeOther(`/sell/shops/${sellerId}?mailbox=${outcome}#mailbox`);
  const isForm = isPlainForm(request);
  const given = mailboxChangeSchema.safeParse(isForm ? await readForm(request) : await readJson(request, MOST_BYTES));
  if (!given.success) {
    if (isForm) return back('failed');
    throw given.error;
  }
  const change = given.data;
  if (change.action === 'remove') await removeMailbox(database(), shop);
  else {
    if (env().SMTP_URL === undefined) throw mailNotSetUp();
    await setMailbox(database(), shop, { ...change, language: change.language ?? languageOfRequest(request) });
    await askForMail();
  }
  if (isForm) return back(change.action === 'remove' ? 'removed' : 'asked');
  const mailbox = await readMailbox(database(), phone);
  const state = mailbox === null ? 'none' : mailbox.confirmed ? 'confirmed' : 'unconfirmed';
  return Response.json({ sellerId, mailbox: state });
});

async function readForm(request: Request): Promise<unknown> {
  const body = await readBody(request, MOST_BYTES, 'This is longer than an address.');
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
}

/** The cron sends it within minutes all the same. */
async function askForMail(): Promise<void> {
  await inngest()
    .send(noticesRequested.create({ reason: 'an address to confirm' }))
    .catch((error: unknown) => logger().warn({ err: error }, 'a mail waits for the cron: the queue is away'));
}

const mailNotSetUp = (): SokoError =>
  new SokoError({ code: 'mail_not_set_up', message: 'This Soko sends no mails.', status: 503 });
