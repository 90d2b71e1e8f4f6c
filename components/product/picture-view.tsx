'use client';

import { useTranslations } from 'next-intl';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { X } from '@/components/ui/icons/shell-icons';
import { useCloseness } from './use-closeness';

/** What a tap or a click comes closer by. */
const NEAR = 2.5;

export interface PictureViewProps {
  /** The picture in full. */
  src: string;
  /** The copy that the page shows already: stands in its place until it has come. */
  seen: string;
  title: string;
  onClose(): void;
}

/** A picture over the whole screen: a tap, two fingers, the wheel or Enter come closer, scrolling moves it. */
export function PictureView({ src, seen, title, onClose }: PictureViewProps) {
  const words = useTranslations('product.zoom');
  const dialog = useRef<HTMLDialogElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { zoom, comeCloser } = useCloseness(frame);
  const [full, setFull] = useState(src);
  const isNear = zoom > 1;

  useEffect(() => dialog.current?.showModal(), []);

  /** A mouse has no finger to push with: the picture follows it. */
  const onPointerMove = ({ pointerType, clientX, clientY, currentTarget: element }: PointerEvent<HTMLDivElement>) => {
    if (pointerType !== 'mouse' || !isNear) return;
    const { x, y, width, height } = element.getBoundingClientRect();
    element.scrollTo(
      ((clientX - x) / width) * (element.scrollWidth - element.clientWidth),
      ((clientY - y) / height) * (element.scrollHeight - element.clientHeight),
    );
  };

  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      className="m-0 h-dvh max-h-none w-screen max-w-none overflow-hidden bg-paper text-ink"
    >
      <div
        ref={frame}
        onPointerMove={onPointerMove}
        className={cn(
          'size-full [scrollbar-width:none]',
          isNear ? 'touch-pan-x touch-pan-y overflow-auto overscroll-contain' : 'touch-none overflow-hidden',
        )}
      >
        <button
          type="button"
          aria-label={isNear ? words('whole') : words('closer')}
          onClick={({ detail, clientX, clientY }) =>
            // By keyboard no place is meant.
            comeCloser(isNear ? 1 / zoom : NEAR, detail === 0 ? undefined : { x: clientX, y: clientY })
          }
          style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }}
          className={cn('block -outline-offset-4', isNear ? 'cursor-zoom-out' : 'cursor-zoom-in')}
        >
          {/* biome-ignore lint/performance/noImgElement: our store makes the copies, Next none */}
          <img
            src={full}
            alt={title}
            referrerPolicy="no-referrer"
            draggable={false}
            onError={() => setFull(seen)}
            style={{ backgroundImage: `url("${seen}")` }}
            className="size-full bg-contain bg-center bg-no-repeat object-contain select-none"
          />
        </button>
      </div>
      <button
        type="button"
        aria-label={words('close')}
        onClick={() => dialog.current?.close()}
        className="absolute top-[max(0.75rem,env(safe-area-inset-top))] right-3 grid size-11 place-items-center
          rounded-full bg-surface shadow-high"
      >
        <X aria-hidden className="size-5" />
      </button>
    </dialog>
  );
}
