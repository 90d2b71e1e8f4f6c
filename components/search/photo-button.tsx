'use client';

import { Camera } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { usePhotoSearch } from './photo-context';

interface PhotoButtonProps {
  className?: string;
  children?: ReactNode;
  label?: string;
}

/** Opens the camera or the gallery on a phone, the file picker on a desktop. */
export function PhotoButton({ className, children, label: given }: PhotoButtonProps) {
  const words = useTranslations('search');
  const label = given ?? words('byPhoto');
  const { searchWith } = usePhotoSearch();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/*"
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same photo chosen again must count as a change.
          event.target.value = '';
          if (file) searchWith(file);
        }}
      />
      <button
        type="button"
        className={cn(className)}
        aria-label={children ? undefined : label}
        onClick={() => input.current?.click()}
      >
        {children ?? <Camera aria-hidden className="size-5" />}
      </button>
    </>
  );
}
