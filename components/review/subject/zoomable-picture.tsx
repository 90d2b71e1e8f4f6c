'use client';

import { ZoomIn, ZoomOut } from 'lucide-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useShortcuts } from '@/components/console/use-shortcuts';
import { ProductPicture } from '@/components/product/product-picture';
import { cn } from '@/components/ui/cn';
import { Key } from '@/components/ui/key';
import { Skeleton } from '@/components/ui/skeleton';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { CLOSE, moved, type Point, type View, WHOLE, zoomed } from './zoom';

/** A key's step, in pixels. */
const STEP = 80;
/** Further than this a press is a pull. */
const PULL = 4;

interface ZoomablePictureProps {
  item: Pick<QueuedProduct, 'title' | 'imageWidth' | 'imageHeight'>;
  src: string | null;
  isLoading: boolean;
  /** A dialog is open. */
  blocked: boolean;
  className?: string;
}

/** The whole picture; closer by a press, the wheel, or `z`, and then moved by hand or with the arrows. */
export function ZoomablePicture({ item, src, isLoading, blocked, className }: ZoomablePictureProps) {
  const frame = useRef<HTMLButtonElement>(null);
  const [view, setView] = useState<View>(WHOLE);
  const pulled = useRef<{ from: Point; far: boolean } | null>(null);
  const isClose = view.scale > 1;
  const size = () => frame.current?.getBoundingClientRect() ?? new DOMRect();
  const middle = () => ({ x: size().width / 2, y: size().height / 2 });
  const toggle = (at: Point) => setView((before) => (before.scale > 1 ? WHOLE : zoomed(before, CLOSE, at, size())));
  const push = (x: number, y: number) => () => setView((before) => moved(before, { x, y }, size()));

  useEffect(() => {
    const { current: element } = frame;
    // React listens to wheels without being able to keep the page still.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element?.getBoundingClientRect() ?? new DOMRect();
      const at = { x: event.clientX - box.x, y: event.clientY - box.y };
      setView((before) => zoomed(before, before.scale * Math.exp(-event.deltaY / 400), at, box));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  useShortcuts(!blocked, {
    z: () => toggle(middle()),
    '+': () => setView((before) => zoomed(before, before.scale * 1.5, middle(), size())),
    '-': () => setView((before) => zoomed(before, before.scale / 1.5, middle(), size())),
  });
  useShortcuts(!blocked && isClose, {
    'shift+arrowleft': push(STEP, 0),
    'shift+arrowright': push(-STEP, 0),
    'shift+arrowup': push(0, STEP),
    'shift+arrowdown': push(0, -STEP),
  });

  const onPointerMove = (event: PointerEvent) => {
    const pull = pulled.current;
    if (!pull || !isClose) return;
    const by = { x: event.clientX - pull.from.x, y: event.clientY - pull.from.y };
    if (!pull.far && Math.hypot(by.x, by.y) < PULL) return;
    pulled.current = { from: { x: event.clientX, y: event.clientY }, far: true };
    setView((before) => moved(before, by, size()));
  };

  return (
    <button
      ref={frame}
      type="button"
      aria-label={isClose ? 'Show the whole picture' : 'Look closer at the picture'}
      aria-pressed={isClose}
      onPointerDown={(event) => {
        pulled.current = { from: { x: event.clientX, y: event.clientY }, far: false };
        if (isClose) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerCancel={() => {
        pulled.current = null;
      }}
      onClick={(event) => {
        const wasPulled = pulled.current?.far === true;
        pulled.current = null;
        if (wasPulled) return;
        const box = size();
        // By keyboard: no place was meant.
        toggle(event.detail === 0 ? middle() : { x: event.clientX - box.x, y: event.clientY - box.y });
      }}
      className={cn(
        'relative block overflow-hidden rounded-lg bg-sunken',
        isClose ? 'cursor-grab touch-none' : 'cursor-zoom-in',
        className,
      )}
    >
      <div
        className="size-full origin-top-left"
        style={isClose ? { transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` } : undefined}
      >
        {isLoading ? (
          <Skeleton className="size-full" />
        ) : (
          <ProductPicture
            key={src}
            src={src}
            alt={item.title ?? 'Product picture'}
            width={item.imageWidth}
            height={item.imageHeight}
            eager
            fit="contain"
            className="size-full"
          />
        )}
      </div>
      <span
        className="absolute right-2 bottom-2 inline-flex items-center gap-1.5 rounded-full bg-surface/90 px-2.5 py-1
          text-xs text-ink-soft [&_svg]:size-3.5"
      >
        {isClose ? <ZoomOut aria-hidden /> : <ZoomIn aria-hidden />}
        {isClose ? `${view.scale.toFixed(1)}×` : 'Zoom'} <Key>z</Key>
      </span>
    </button>
  );
}
