import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { mailKey } from '@/app/wiring/work';
import { LinkOutcome } from '@/components/shop/link-outcome';
import { Button } from '@/components/ui/button';
import { readMailToken } from '@/lib/notices/mail-token';

// Whoever has the link may follow it: it is for nobody else's eyes.
export const metadata: Metadata = { robots: { index: false }, referrer: 'no-referrer' };

/** Where links in mails lead. It asks once more: programs that look at mails open every link in them. */
export default async function MailLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const words = await getTranslations('notices.link');
  const link = readMailToken(token, mailKey());
  if (link === null) return <LinkOutcome outcome="old" />;
  return (
    <div className="mx-auto max-w-md py-12 text-center">
      <h1 className="text-3xl font-semibold tracking-tight text-balance">{words(`${link.does}Title`)}</h1>
      <p className="mt-3 text-ink-soft text-pretty">{words(`${link.does}Text`)}</p>
      <form method="post" action={`/api/mail-links/${token}`} className="mt-6">
        <Button type="submit" look={link.does === 'confirm' ? 'primary' : 'quiet'} size="lg">
          {words(`${link.does}Button`)}
        </Button>
      </form>
    </div>
  );
}
