import {
  BadgeCheck,
  CircleCheck,
  type LucideIcon,
  PencilLine,
  RefreshCwOff,
  Scale,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/time/relative-time';
import { cn } from '@/components/ui/cn';
import type { NoticeKind, NoticeView } from '@/lib/notices/notice';
import { noticeLine, noticeTitles } from '@/lib/notices/notice-lines.schema';

const LOOKS: Record<NoticeKind, { Icon: LucideIcon; colour: string }> = {
  product_live: { Icon: CircleCheck, colour: 'text-good' },
  product_rejected: { Icon: TriangleAlert, colour: 'text-warn' },
  asked_to_fix: { Icon: PencilLine, colour: 'text-warn' },
  sync_failed: { Icon: RefreshCwOff, colour: 'text-bad' },
  appeal_decided: { Icon: Scale, colour: 'text-accent' },
  shop_proven: { Icon: BadgeCheck, colour: 'text-good' },
  erasure_scheduled: { Icon: Trash2, colour: 'text-bad' },
};

/** What happened to a shop while nobody looked, newest first. */
export function NoticeList({ notices }: { notices: NoticeView[] }) {
  const words = useTranslations('notices');
  return (
    <section id="notices" aria-labelledby="notices-title" className="scroll-mt-20">
      <h2 id="notices-title" className="text-xl font-semibold">
        {words('title')}
      </h2>
      {notices.length === 0 ? (
        <p className="mt-1 text-[0.9375rem] text-ink-soft text-pretty">{words('none')}</p>
      ) : (
        <ol className="mt-3 divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
          {notices.map((notice) => (
            <NoticeItem key={`${notice.kind} ${notice.at}`} notice={notice} />
          ))}
        </ol>
      )}
    </section>
  );
}

function NoticeItem({ notice }: { notice: NoticeView }) {
  const words = useTranslations('notices');
  const { Icon, colour } = LOOKS[notice.kind];
  const titles = noticeTitles(words, notice);
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon aria-hidden className={cn('mt-0.5 size-5 shrink-0', colour)} />
      <div className="min-w-0 text-[0.9375rem]">
        <p className="text-pretty">{noticeLine(words, notice)}</p>
        {titles === null ? null : (
          <p dir="auto" className="text-ink-soft [overflow-wrap:anywhere]">
            {titles}
          </p>
        )}
        <RelativeTime at={notice.at} className="text-sm text-ink-soft" />
      </div>
    </li>
  );
}
