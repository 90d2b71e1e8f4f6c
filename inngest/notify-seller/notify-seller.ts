import { cron, type Inngest } from 'inngest';
import { readSellersToMail } from '@/lib/notices/claim-mail';
import { collectNotices } from '@/lib/notices/collect-notices';
import { type MailDeps, mailSeller } from '@/lib/notices/mail-seller';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { withInngestErrors } from '../errors';
import { noticesRequested } from '../events';
import { chunksOf } from '../work-requests';

export interface NotifySellerDeps {
  db: PrismaClient;
  /** What mails are sent with; null: sellers read it on their page only. */
  mail: Omit<MailDeps, 'db'> | null;
  /** A mail that was not sent, by its code alone. */
  reportMail(state: string, code: string): void;
  now?: () => Date;
}

/** Sellers in one step, each with a mail at the most: what a step has begun it ends within a call's time. */
const SELLERS_A_STEP = 20;

/**
 * Every ten minutes, or when asked: writes down what happened to sellers' products, then mails those who are due a
 * mail: one a day, at once what went wrong. A step that is run again sends nothing again (lib/notices/mail-seller.ts).
 */
export function createNotifySeller(inngest: Inngest, deps: NotifySellerDeps) {
  const { db, mail, reportMail, now = () => new Date() } = deps;
  return inngest.createFunction(
    {
      id: 'notify-seller',
      triggers: [cron('*/10 * * * *'), noticesRequested],
      concurrency: 1,
      retries: 2,
    },
    async ({ step }) => {
      await step.run('collect', () => withInngestErrors(() => collectNotices(db, now())));
      if (mail === null) return { mails: 0 };
      const sellerIds = await step.run('due', () => withInngestErrors(() => readSellersToMail(db, now())));
      let mails = 0;
      for (const [i, chunk] of chunksOf(sellerIds, SELLERS_A_STEP).entries()) {
        const { sent, goOn } = await step.run(`mail-${i}`, () =>
          withInngestErrors(() => mailAll({ db, ...mail }, chunk, { now: now(), reportMail })),
        );
        mails += sent;
        if (!goOn) break;
      }
      return { mails };
    },
  );
}

interface Round {
  now: Date;
  reportMail: NotifySellerDeps['reportMail'];
}

/** So many one after the other that could not be handed over: the server is away, and the cron tries on. */
const MOST_UNSENT = 3;

async function mailAll(deps: MailDeps, sellerIds: string[], { now, reportMail }: Round) {
  let sent = 0;
  let unsent = 0;
  for (const sellerId of sellerIds) {
    const outcome = await mailSeller(deps, sellerId, now);
    if (outcome === null) continue;
    if (outcome.state === 'sent') sent += 1;
    else reportMail(outcome.state, outcome.code);
    unsent = outcome.state === 'unsent' ? unsent + 1 : 0;
    if (unsent >= MOST_UNSENT) break;
  }
  return { sent, goOn: unsent < MOST_UNSENT };
}
