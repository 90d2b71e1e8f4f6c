import { z } from 'zod';
import { backWith, readChange } from '@/app/api/shops/read-change';
import { apiRoute } from '@/app/server/api-route';
import { languageOfRequest } from '@/app/server/language';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { requireShop } from '@/app/server/shop-access';
import { database, logger } from '@/app/wiring/process';
import { inngest } from '@/app/wiring/work';
import { noticesRequested } from '@/inngest/events';
import { readMailbox, removeMailbox, setMailbox } from '@/lib/notices/mailbox';
import { mailboxChangeSchema } from '@/lib/notices/mailbox.schema';
import { env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';

type Context = { params: Promise<{ sellerId: string }> };

/** Where a shop's owner wants to be written to. A plain form goes back to the shop's page, which says what came. */
export const POST = apiRoute<Context>(async (request, { params }) => {
  const { sellerId } = await params;
  if (!isPlainForm(request)) {
    const { phone } = await change(request, sellerId);
    const mailbox = await readMailbox(database(), phone);
    const state = mailbox === null ? 'none' : mailbox.confirmed ? 'confirmed' : 'unconfirmed';
    return Response.json({ sellerId, mailbox: state });
  }
  const back = (outcome: string) => seeOther(`/sell/shops/${sellerId}?mailbox=${outcome}#mailbox`);
  try {
    const { action } = await change(request, sellerId);
    return back(action === 'remove' ? 'removed' : 'asked');
  } catch (error) {
    // Said beside the field.
    return error instanceof z.ZodError ? back('failed') : backWith(error, sellerId);
  }
});

async function change(request: Request, sellerId: string): Promise<{ action: 'set' | 'remove'; phone: string }> {
  const shop = await requireShop(request, sellerId, 'owner');
  const { wanted } = await readChange(request, mailboxChangeSchema);
  if (wanted.action === 'remove') await removeMailbox(database(), shop);
  else {
    if (env().SMTP_URL === undefined) throw mailNotSetUp();
    await setMailbox(database(), shop, { ...wanted, language: wanted.language ?? languageOfRequest(request) });
    await askForMail();
  }
  return { action: wanted.action, phone: shop.phone };
}

/** The cron sends it within minutes all the same. */
async function askForMail(): Promise<void> {
  await inngest()
    .send(noticesRequested.create({ reason: 'an address to confirm' }))
    .catch((error: unknown) => logger().warn({ err: error }, 'a mail waits for the cron: the queue is away'));
}

const mailNotSetUp = (): SokoError =>
  new SokoError({ code: 'mail_not_set_up', message: 'This Soko sends no mails.', status: 503 });
