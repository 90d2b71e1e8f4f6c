'use client';

import type { ComponentProps } from 'react';
import { useEffect, useRef } from 'react';

interface CountedLinkProps extends ComponentProps<'a'> {
  /** An address of ours that is told when the link is followed. */
  countedAt: string;
}

/**
 * A link whose being followed is counted without slowing it down: without scripts by the browser's own ping, where it
 * has one, with them by a beacon, which all have.
 */
export function CountedLink({ countedAt, children, ...link }: CountedLinkProps) {
  const anchor = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const element = anchor.current;
    if (element === null || navigator.sendBeacon === undefined) return;
    element.removeAttribute('ping');
    const send = () => void navigator.sendBeacon(countedAt);
    // A click with the middle button opens it, too.
    const sendAux = ({ button }: MouseEvent) => button === 1 && send();
    element.addEventListener('click', send);
    element.addEventListener('auxclick', sendAux);
    return () => {
      element.removeEventListener('click', send);
      element.removeEventListener('auxclick', sendAux);
    };
  }, [countedAt]);
  return (
    <a ref={anchor} ping={countedAt} {...link}>
      {children}
    </a>
  );
}
