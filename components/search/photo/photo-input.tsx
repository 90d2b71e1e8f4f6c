'use client';

import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { warmForPhotos } from './load-for-photos';
import { closePicker } from './open-picker';
import { usePhotoSearch } from './photo-context';

interface PhotoInputProps {
  from: 'camera' | 'files';
  id?: string;
  className?: string;
  children: ReactNode;
}

/**
 * A file field in the look of a button: the browser itself opens camera or files, before any script has come. What was
 * chosen by then is taken as soon as one has.
 */
export function PhotoInput({ from, id, className, children }: PhotoInputProps) {
  const { searchWith } = usePhotoSearch();
  const field = useRef<HTMLInputElement>(null);
  const take = () => {
    const input = field.current;
    const file = input?.files?.[0];
    if (!input || !file) return;
    // The same photo chosen again must count as a change.
    input.value = '';
    closePicker();
    searchWith(file);
  };
  const onScript = useEffectEvent(take);
  useEffect(() => onScript(), []);

  const onClick = () => {
    closePicker();
    warmForPhotos();
  };
  return (
    <label
      className={cn(
        'relative cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2',
        'has-focus-visible:outline-accent',
        className,
      )}
    >
      {children}
      <input
        ref={field}
        id={id}
        type="file"
        name="image"
        accept="image/*"
        capture={from === 'camera' ? 'environment' : undefined}
        // A browser that fills in forms again after a reload would search again.
        autoComplete="off"
        onClick={onClick}
        onChange={take}
        className="absolute inset-0 size-full cursor-pointer opacity-0 file:size-full file:cursor-pointer"
      />
    </label>
  );
}
