'use client';

import { createContext, useContext } from 'react';
import type { PhotoDesk } from './photo-desk';

export const PhotoContext = createContext<PhotoDesk | null>(null);

export function usePhotoSearch(): PhotoDesk {
  const value = useContext(PhotoContext);
  if (!value) throw new Error('usePhotoSearch needs a PhotoProvider above it');
  return value;
}
