'use client';

import { useEffect, useState } from 'react';
import type { Draft } from './photo/draft';
import { unmarkPhoto } from './photo/mark-photo';
import type { PhotoPart } from './photo/open-photo';
import { photoMemory } from './photo/photo-memory';
import type { SearchState } from './search-state';

/** The photo that a search is made with, when it is in this tab: of the draft, or of the token in the address. */
export function usePhotoBehind({ picture }: SearchState, draft: Draft | null): PhotoPart | null {
  const [recalled, setRecalled] = useState<{ token: string; part: PhotoPart | null } | null>(null);
  const token = picture?.kind === 'photo' ? picture.token : null;

  useEffect(() => {
    if (token === null) return;
    let isWanted = true;
    photoMemory.recall(token).then((part) => {
      if (isWanted) setRecalled({ token, part });
    });
    return () => {
      isWanted = false;
    };
  }, [token]);

  // After it is drawn, or known not to come.
  useEffect(() => {
    if (recalled !== null) unmarkPhoto();
  }, [recalled]);

  if (draft !== null) return draft.state.kind === 'ready' ? draft.state : null;
  if (token === null) return null;
  return photoMemory.get(token) ?? (recalled?.token === token ? recalled.part : null);
}
