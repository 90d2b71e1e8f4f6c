'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { useJudgedPicture } from './use-judged-picture';
import { ZoomablePicture } from './zoomable-picture';

interface JudgedPictureProps {
  item: Pick<QueuedProduct, 'productId' | 'title' | 'pictureUrl' | 'imageWidth' | 'imageHeight'>;
  /** A dialog is open. */
  blocked: boolean;
  className: string;
}

/** The picture that the model saw, and whether it is that: sellers change them, and links die. */
export function JudgedPicture({ item, blocked, className }: JudgedPictureProps) {
  const picture = useJudgedPicture(item.pictureUrl);
  return (
    <>
      <ZoomablePicture
        key={item.productId}
        item={item}
        src={picture.src}
        isLoading={picture.isLoading}
        blocked={blocked}
        className={className}
      />
      <Standing picture={picture} />
    </>
  );
}

function Standing({ picture: { standing, error, refetch } }: { picture: ReturnType<typeof useJudgedPicture> }) {
  if (error) {
    return (
      <Notice
        live
        tone="warn"
        title="The picture cannot be fetched now."
        action={
          <Button look="ghost" size="sm" onClick={() => void refetch()}>
            Try again
          </Button>
        }
        className="py-2 text-sm"
      >
        {error.message}
      </Notice>
    );
  }
  if (standing === 'changed') {
    return (
      <Notice
        live
        tone="warn"
        title="The seller has changed this picture since; what you see is the new one."
        className="py-2 text-sm"
      >
        Soko is reading the product again. What the model says here is about the picture before.
      </Notice>
    );
  }
  return <p className="min-h-5 text-sm text-ink-soft">{standing === null ? null : WORDS[standing]}</p>;
}

const WORDS = {
  judged: 'This is exactly the picture that the model saw.',
  unseen: 'The model has not seen this picture yet.',
};
