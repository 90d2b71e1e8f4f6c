import type { ReactNode } from 'react';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from '@/components/ui/icons/notice-icons';
import { cn } from './cn';

const TONES = {
  info: { box: 'border-line bg-surface', icon: 'text-accent', Icon: Info },
  good: { box: 'border-good/25 bg-good-soft', icon: 'text-good', Icon: CircleCheck },
  warn: { box: 'border-warn/25 bg-warn-soft', icon: 'text-warn', Icon: TriangleAlert },
  bad: { box: 'border-bad/25 bg-bad-soft', icon: 'text-bad', Icon: CircleAlert },
} as const;

interface NoticeProps {
  tone?: keyof typeof TONES;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
  /** Announced at once when it appears after something the person did. */
  live?: boolean;
}

export function Notice({ tone = 'info', title, children, action, className, live }: NoticeProps) {
  const { box, icon, Icon } = TONES[tone];
  return (
    <div
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
      className={cn('flex gap-3 rounded-lg border px-4 py-3 text-[0.9375rem] max-sm:flex-wrap', box, className)}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-5 shrink-0', icon)} />
      {/* On a phone what to do stands below: beside it the words would have no room. */}
      <div className="min-w-0 flex-1 max-sm:basis-[calc(100%-2rem)]">
        <p className="font-medium">{title}</p>
        {children ? <div className="mt-0.5 text-ink-soft">{children}</div> : null}
      </div>
      {action ? <div className="shrink-0 self-center max-sm:pl-8">{action}</div> : null}
    </div>
  );
}
