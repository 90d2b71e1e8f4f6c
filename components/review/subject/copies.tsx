import { Notice } from '@/components/ui/notice';
import type { ReviewContext } from '@/lib/moderation/review-context/review-context.schema';
import { AlikeStrip } from './alike-strip';
import { Section } from './section';

/** Who else has this picture, and who had it first: whether it may be somebody else's. */
export function Copies({ context: { copies, hadItFirst } }: { context: ReviewContext }) {
  if (copies.length === 0) return null;
  const [first] = copies;
  const ofOthers = copies.filter(({ isSameSeller }) => !isSameSeller);
  return (
    <Section id="copies" title={`The same picture: ${copies.length} ${copies.length === 1 ? 'other' : 'others'}`}>
      {ofOthers.length > 0 && !hadItFirst && first && !first.isSameSeller ? (
        <Notice
          tone="warn"
          title={`${first.sellerName ?? 'Another seller'} had this picture first.`}
          className="mb-2 py-2 text-sm"
        />
      ) : null}
      {ofOthers.length > 0 && hadItFirst ? (
        <p className="mb-2 text-sm text-ink-soft">Nobody here had it before this seller.</p>
      ) : null}
      <AlikeStrip products={copies} label="Products with the same picture" />
    </Section>
  );
}
