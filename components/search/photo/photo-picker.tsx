'use client';

import { useTranslations } from 'next-intl';
import { type Ref, useImperativeHandle, useRef } from 'react';
import { buttonStyle } from '@/components/ui/button';
import { Camera, Images } from '@/components/ui/icons/shell-icons';

export interface PhotoPickerHandle {
  /** Without a source a phone asks which; everything else opens its files. */
  open(from?: 'camera' | 'files'): void;
}

interface PhotoPickerProps {
  ref: Ref<PhotoPickerHandle>;
  onPhoto(file: File): void;
}

/**
 * Camera and files, as two choices: Android's picker of photos offers no camera, and a field that asks for the camera
 * offers no photos.
 */
export function PhotoPicker({ ref, onPhoto }: PhotoPickerProps) {
  const words = useTranslations('search.picker');
  const sheet = useRef<HTMLDialogElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);

  const open = (from: 'camera' | 'files') => {
    sheet.current?.close();
    (from === 'camera' ? camera : files).current?.click();
  };
  useImperativeHandle(ref, () => ({
    open: (from) => {
      if (from) open(from);
      else if (window.matchMedia('(pointer: coarse)').matches) sheet.current?.showModal();
      else open('files');
    },
  }));

  const take = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file) onPhoto(file);
    // The same photo chosen again must count as a change.
    input.value = '';
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself */}
      <dialog
        ref={sheet}
        aria-labelledby="photo-picker-title"
        // Beside the sheet is the dialog's own backdrop.
        onClick={(event) => event.target === sheet.current && sheet.current.close()}
        className="fixed inset-x-0 top-auto bottom-0 m-0 w-full max-w-none rounded-t-2xl bg-surface text-ink
          shadow-high backdrop:bg-ink/45 open:animate-settle dark:backdrop:bg-paper/70"
      >
        <div className="mx-auto grid max-w-md gap-3 px-5 pt-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
          <h2 id="photo-picker-title" className="text-xl font-semibold tracking-tight">
            {words('title')}
          </h2>
          <div className="grid grid-cols-2 gap-3">
            <Choice
              icon={<Camera aria-hidden className="size-7" />}
              label={words('take')}
              onClick={() => open('camera')}
            />
            <Choice
              icon={<Images aria-hidden className="size-7" />}
              label={words('choose')}
              onClick={() => open('files')}
            />
          </div>
          <p className="text-sm text-ink-soft text-pretty">{words('privacy')}</p>
          <button type="button" className={buttonStyle({ look: 'ghost' })} onClick={() => sheet.current?.close()}>
            {words('cancel')}
          </button>
        </div>
      </dialog>
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={words('take')}
        onChange={(event) => take(event.target)}
      />
      <input
        ref={files}
        type="file"
        accept="image/*"
        hidden
        aria-label={words('choose')}
        onChange={(event) => take(event.target)}
      />
    </>
  );
}

function Choice({ icon, label, onClick }: { icon: React.ReactNode; label: string; onClick(): void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex min-h-28 flex-col items-center justify-center gap-2.5 rounded-xl border border-line-strong
        bg-paper px-3 font-medium hover:border-ink-faint"
    >
      <span className="text-accent">{icon}</span>
      {label}
    </button>
  );
}
