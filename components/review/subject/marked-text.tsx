import { Fragment } from 'react';
import { cn } from '@/components/ui/cn';
import type { Mark } from '@/lib/moderation/review-context/review-context.schema';

const LOOKS: Record<Mark['why'], { look: string; title: string }> = {
  instructions: { look: 'bg-bad-soft text-bad', title: 'Talks to whoever reviews, not to a buyer' },
  contact: { look: 'bg-warn-soft text-warn', title: 'A way to be reached past WhatsApp' },
  price: { look: 'bg-good-soft text-good', title: 'What was read as the price' },
};

/** A seller's words, with what was found in them. */
export function MarkedText({ text, marks }: { text: string; marks: Mark[] }) {
  return marks.length === 0
    ? text
    : marks.map(({ from, to, why }, at) => {
        const { look, title } = LOOKS[why];
        const isLast = at === marks.length - 1;
        return (
          <Fragment key={from}>
            {text.slice(marks[at - 1]?.to ?? 0, from)}
            <mark title={title} className={cn('rounded-sm px-0.5', look)}>
              {text.slice(from, to)}
            </mark>
            {isLast ? text.slice(to) : null}
          </Fragment>
        );
      });
}
