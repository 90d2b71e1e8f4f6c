'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Camera } from '@/components/ui/icons/shell-icons';
import { openPicker, PHOTO_PICKER } from './photo/open-picker';

interface PhotoButtonProps {
  className?: string;
  children?: ReactNode;
}

/** Lets the person take or choose a photo to search with. */
export function PhotoButton({ className, children }: PhotoButtonProps) {
  const words = useTranslations('search');
  return (
    <button
      type="button"
      className={className}
      aria-label={children ? undefined : words('byPhoto')}
      popoverTarget={PHOTO_PICKER}
      onClick={openPicker}
    >
      {children ?? <Camera aria-hidden className="size-5" />}
    </button>
  );
}
