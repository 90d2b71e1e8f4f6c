'use client';

import { Check, FolderPen, type LucideIcon, Megaphone, MessageSquareWarning, SkipForward, X } from 'lucide-react';
import { useState } from 'react';
import { useShortcuts } from '@/components/console/use-shortcuts';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Key } from '@/components/ui/key';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { CategoryPanel } from './decisions/category-panel';
import { EscalatePanel } from './decisions/escalate-panel';
import { FixPanel } from './decisions/fix-panel';
import { quoted, reasonsGiven } from './decisions/reasons-given';
import { RejectPanel } from './decisions/reject-panel';
import type { Verdict } from './decisions/verdict';

interface DecisionBarProps {
  item: QueuedProduct;
  /** Somebody else looks at it. */
  disabled: boolean;
  /** A dialog of the desk is open. */
  blocked: boolean;
  policy?: Pick<Policy, 'texts'> | undefined;
  onDecide(verdict: Verdict): void;
  /** Left out where nothing comes next. */
  onSkip?(): void;
  onDialog(open: boolean): void;
}

export const DECISION_KEYS: { keys: string[]; does: string }[] = [
  { keys: ['a'], does: 'Approve' },
  { keys: ['r'], does: 'Reject, with reasons: a key each, Enter sends' },
  { keys: ['f'], does: 'Ask the seller to fix it' },
  { keys: ['e'], does: 'Leave it to the admins' },
  { keys: ['c'], does: 'Correct the category' },
  { keys: ['s'], does: 'Skip: it comes back in half an hour' },
  { keys: ['u'], does: 'Undo the last; again: the one before it' },
];

type Panel = 'reject' | 'fix' | 'escalate' | 'category';

/** What can be decided about a product, by hand and by key. */
export function DecisionBar({ item, disabled, blocked, policy, onDecide, onSkip, onDialog }: DecisionBarProps) {
  const [panel, setPanel] = useState<Panel | null>(null);
  const show = (next: Panel | null) => {
    if (disabled && next !== null) return;
    setPanel(next);
    onDialog(next !== null);
  };
  const decide = (verdict: Verdict) => {
    show(null);
    onDecide(verdict);
  };
  const approve = () => {
    if (!disabled) onDecide({ decision: 'approved', problems: [], note: null });
  };
  const open = (next: Panel) => () => show(next);
  useShortcuts(!blocked && panel === null, {
    ...{ a: approve, r: open('reject'), f: open('fix'), e: open('escalate'), c: open('category') },
    ...(onSkip ? { s: onSkip } : {}),
  });
  const dialog = { subject: quoted(item.title), onCancel: () => show(null), onDecide: decide };
  const reasons = { reasons: reasonsGiven(item), policy };
  return (
    <>
      <Button look="good" onClick={approve} disabled={disabled} className="max-sm:flex-1">
        <Check aria-hidden /> Approve <Key>a</Key>
      </Button>
      <Button look="bad" onClick={open('reject')} disabled={disabled} className="max-sm:flex-1">
        <X aria-hidden /> {item.isLive ? 'Take down…' : 'Reject…'} <Key>r</Key>
      </Button>
      {onSkip ? (
        <Button look="ghost" onClick={onSkip} className="max-sm:hidden">
          <SkipForward aria-hidden /> Skip <Key>s</Key>
        </Button>
      ) : null}
      <div className="flex max-sm:w-full max-sm:justify-between">
        <Less
          label="Ask the seller to fix it"
          word="Ask"
          hint="f"
          Icon={MessageSquareWarning}
          {...{ disabled, onClick: open('fix') }}
        />
        <Less
          label="Leave it to the admins"
          word="Admins"
          hint="e"
          Icon={Megaphone}
          {...{ disabled, onClick: open('escalate') }}
        />
        <Less
          label="Correct the category"
          word="Category"
          hint="c"
          Icon={FolderPen}
          {...{ disabled, onClick: open('category') }}
        />
        {onSkip ? (
          <Less
            label="Skip"
            word="Skip"
            hint="s"
            Icon={SkipForward}
            disabled={false}
            onClick={onSkip}
            className="sm:hidden"
          />
        ) : null}
      </div>
      {panel === 'reject' ? <RejectPanel {...dialog} {...reasons} isLive={item.isLive} /> : null}
      {panel === 'fix' ? <FixPanel {...dialog} {...reasons} /> : null}
      {panel === 'escalate' ? <EscalatePanel {...dialog} /> : null}
      {panel === 'category' ? <CategoryPanel {...dialog} category={item.category} /> : null}
    </>
  );
}

interface LessProps {
  label: string;
  /** Of the label, for a phone, where nothing tells it on hover. */
  word: string;
  hint: string;
  Icon: LucideIcon;
  disabled: boolean;
  onClick(): void;
  className?: string;
}

/** What is done now and then: as a picture, so that all stay in one line. */
function Less({ label, word, hint, Icon, disabled, onClick, className }: LessProps) {
  return (
    <Button
      look="ghost"
      size="icon"
      aria-label={label}
      title={`${label} (${hint})`}
      disabled={disabled}
      onClick={onClick}
      className={cn('max-sm:h-11 max-sm:w-auto max-sm:gap-1.5 max-sm:px-2 max-sm:text-[0.8125rem]', className)}
    >
      <Icon aria-hidden />
      <span className="sm:hidden">{word}</span>
    </Button>
  );
}
