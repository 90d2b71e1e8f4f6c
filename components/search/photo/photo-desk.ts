'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { type Draft, DraftInHand, openDraft } from './draft';
import type { PhotoPart } from './open-photo';
import { tabId } from './tab-id';

/** What a search shows itself with in the search bar. */
export interface SubjectPicture {
  url: string | null;
  /** What it is: a product's title. Null for a photo. */
  title: string | null;
}

export interface PhotoDesk {
  draft: Draft | null;
  /** Takes a photo and goes to the results. */
  searchWith(file: Blob): void;
  /** Searches with another part of the photo behind `token` (null: of the draft). */
  searchPart(part: PhotoPart, replaces: string | null): void;
  forgetDraft(): void;
  subject: SubjectPicture | null;
  showSubject(subject: SubjectPicture | null): void;
}

/** The photo in hand, kept across a shopper's pages. */
export function usePhotoDesk(): PhotoDesk {
  const router = useRouter();
  const [inHand] = useState(() => new DraftInHand());
  const [draft, setDraft] = useState<Draft | null>(null);
  const [subject, showSubject] = useState<SubjectPicture | null>(null);

  const take = useCallback(
    (next: Draft | null) => {
      inHand.take(next);
      setDraft(next);
    },
    [inHand],
  );

  const searchWith = useCallback(
    async (file: Blob) => {
      const opening: Draft = {
        id: tabId(),
        replaces: null,
        url: URL.createObjectURL(file),
        state: { kind: 'opening' },
      };
      take(opening);
      router.push('/search');
      const state = await openDraft(file, opening.url);
      // Another photo may have been chosen meanwhile.
      if (inHand.isHolding(opening.id)) take({ ...opening, state });
    },
    [router, inHand, take],
  );

  const searchPart = useCallback(
    (part: PhotoPart, replaces: string | null) => {
      take({ id: tabId(), replaces, url: part.photo.url, state: { kind: 'ready', ...part } });
    },
    [take],
  );

  const forgetDraft = useCallback(() => take(null), [take]);

  return useMemo(
    () => ({ draft, searchWith, searchPart, forgetDraft, subject, showSubject }),
    [draft, searchWith, searchPart, forgetDraft, subject],
  );
}
