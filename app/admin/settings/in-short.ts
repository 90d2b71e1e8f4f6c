import type { Env } from '@/lib/platform/env';

const POLICIES: Record<Env['LISTING_POLICY'], string> = {
  open: 'every seller’s approved products',
  proven: 'approved products of sellers who have shown that the shop is theirs',
  approved: 'approved products of sellers whom an admin has approved',
};

interface Fact {
  name: string;
  value: string;
}

/** What the settings come to, in words. `space`: the one in use; null before a worker has ever started. */
export function inShort(settings: Env, space: string | null): Fact[] {
  const { LISTING_POLICY, GEMINI_API_KEY, GEMINI_MODEL, MILVUS_ADDRESS, S3_BUCKET, SOKO_HOME, REVISIT_CRON } = settings;
  return [
    { name: 'Goes live', value: `${POLICIES[LISTING_POLICY]} (LISTING_POLICY=${LISTING_POLICY})` },
    { name: 'Model', value: space ?? 'not known: no worker has started yet' },
    {
      name: 'Reviewer',
      value: GEMINI_API_KEY === undefined ? 'none: every product waits for a moderator' : GEMINI_MODEL,
    },
    { name: 'Vectors', value: MILVUS_ADDRESS === undefined ? 'in PostgreSQL' : `in Milvus at ${MILVUS_ADDRESS}` },
    { name: 'Pictures', value: S3_BUCKET === undefined ? `in ${SOKO_HOME}/media` : `in the bucket ${S3_BUCKET}` },
    {
      name: 'Known products are read again',
      value: `by ${settings.HEARTBEAT_CRON}, once they are ${settings.HEARTBEAT_MAX_AGE_HOURS} hours old`,
    },
    {
      name: 'New products are looked for',
      value: REVISIT_CRON === null ? 'only when a link is pasted' : `by ${REVISIT_CRON}`,
    },
    { name: 'Mail to sellers', value: settings.SMTP_URL === undefined ? 'none' : `from ${settings.MAIL_FROM}` },
  ];
}
