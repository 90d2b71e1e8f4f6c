'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { Camera } from '@/components/ui/icons/shell-icons';
import { usePhotoSearch } from './photo/photo-context';

interface PhotoButtonProps {
  className?: string;
  children?: ReactNode;
  label?: string;
  /** Goes straight to the camera or the files; without it a phone asks which. */
  from?: 'camera' | 'files';
}

/** Takes or chooses a photo to search with. */
export function PhotoButton({ className, children, label, from }: PhotoButtonProps) {
  const words = useTranslations('search');
  const { choosePhoto } = usePhotoSearch();
  return (
    <button
      type="button"
      // It needs a script: without one it is not there.
      className={cn(className, 'noscript:hidden')}
      aria-label={children ? undefined : (label ?? words('byPhoto'))}
      onClick={() => choosePhoto(from)}
    >
      {children ?? <Camera aria-hidden className="size-5" />}
    </button>
  );
}
