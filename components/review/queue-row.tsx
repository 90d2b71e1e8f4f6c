import { Lock } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ProductPicture } from '@/components/product/product-picture';
import { RelativeTime } from '@/components/time/relative-time';
import { cn } from '@/components/ui/cn';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { problemName, reportName } from './names';

interface QueueRowProps {
  item: QueuedProduct;
  isCurrent: boolean;
  isTicked: boolean;
  /** Who else looks at it. */
  heldBy: string | null;
  onOpen(): void;
  onTick(extend: boolean): void;
}

/** One waiting product in the list. */
export function QueueRow({ item, isCurrent, isTicked, heldBy, onOpen, onTick }: QueueRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent && row.current) showInList(row.current);
  }, [isCurrent]);
  const title = item.title ?? 'Untitled';
  return (
    <li
      ref={row}
      className={cn(
        'flex border-b border-l-3 border-b-line last:border-b-0 [contain-intrinsic-size:auto_3.75rem]',
        '[content-visibility:auto]',
        isCurrent ? 'border-l-accent bg-accent-soft' : 'border-l-transparent hover:bg-sunken',
      )}
    >
      <label className="flex items-center py-2 pr-1 pl-2.5">
        <input
          type="checkbox"
          checked={isTicked}
          onChange={(event) => onTick(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
          aria-label={`Select ${title}`}
          className="size-4 accent-accent"
        />
      </label>
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onOpen}
        className="flex min-w-0 flex-1 items-center gap-2.5 py-2 pr-2.5 pl-1 text-left"
      >
        <ProductPicture src={item.imageUrl} alt="" className="size-10 shrink-0 rounded-sm" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">{title}</span>
          <span className="block truncate text-xs text-ink-soft">
            {item.reports.length > 0 ? <strong className="font-medium text-warn">Reported · </strong> : null}
            {reasonOf(item)} · <RelativeTime at={item.waitingSince} />
          </span>
          {heldBy === null ? null : (
            <span className="flex items-center gap-1 truncate text-xs text-accent [&_svg]:size-3">
              <Lock aria-hidden /> {heldBy} is looking at it
            </span>
          )}
        </span>
        {item.confidence === null ? null : (
          <span className="tabular shrink-0 text-xs text-ink-soft">{Math.round(item.confidence * 100)} %</span>
        )}
      </button>
    </li>
  );
}

/** Moves the list alone: the page stays at the product. */
function showInList(row: HTMLLIElement): void {
  const list = row.closest('nav');
  if (list === null) return;
  const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight];
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}

function reasonOf({ reports, problems, businessName }: QueuedProduct): string {
  const [report] = reports;
  if (report) return reportName(report.reason);
  const [problem] = problems;
  return problem ? problemName(problem) : (businessName ?? 'WhatsApp seller');
}
