import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { closer, inReach, type Point } from './closer';

interface Closeness {
  /** 1: the whole picture. */
  zoom: number;
  /** Comes closer by a factor; towards a point of the window, or towards the middle. */
  comeCloser(by: number, towards?: Point): void;
}

/** How near somebody looks at what a frame holds: by two fingers, by the wheel, by whatever else the caller has. */
export function useCloseness(frame: RefObject<HTMLElement | null>): Closeness {
  const [zoom, setZoom] = useState(1);
  const now = useRef(1);

  const comeCloser = useCallback(
    (by: number, towards?: Point) => {
      const { current: element } = frame;
      if (!element) return;
      const { x, y, width, height } = element.getBoundingClientRect();
      const point = towards ? { x: towards.x - x, y: towards.y - y } : { x: width / 2, y: height / 2 };
      const after = inReach(now.current * by);
      const scroll = closer({ x: element.scrollLeft, y: element.scrollTop }, point, after / now.current);
      now.current = after;
      // It scrolls only as far as its new size lets it.
      flushSync(() => setZoom(after));
      element.scrollTo(scroll.x, scroll.y);
    },
    [frame],
  );

  useEffect(() => {
    const { current: element } = frame;
    let apart = 0;
    const distance = ({ touches: [one, other] }: TouchEvent) =>
      one && other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 0;
    const onTouchStart = (event: TouchEvent) => {
      apart = distance(event);
    };
    const onTouchMove = (event: TouchEvent) => {
      const [one, other] = event.touches;
      if (!one || !other) return;
      event.preventDefault();
      const between = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
      if (apart > 0) comeCloser(distance(event) / apart, between);
      apart = distance(event);
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      comeCloser(Math.exp(-event.deltaY / 400), { x: event.clientX, y: event.clientY });
    };
    // React listens without being able to keep the page still.
    const still = { passive: false };
    element?.addEventListener('touchstart', onTouchStart);
    element?.addEventListener('touchmove', onTouchMove, still);
    element?.addEventListener('wheel', onWheel, still);
    return () => {
      element?.removeEventListener('touchstart', onTouchStart);
      element?.removeEventListener('touchmove', onTouchMove);
      element?.removeEventListener('wheel', onWheel);
    };
  }, [frame, comeCloser]);

  return { zoom, comeCloser };
}
