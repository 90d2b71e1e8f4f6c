'use client';

import { useEffect } from 'react';

/** A shorter way is a thumb that trembles. */
const ENOUGH_PX = 12;
/** Above the header's own height: before that its place would stand empty. */
const FIRST_PX = 160;

/** Tells the page's style which way it is scrolled, by an attribute: nothing is rendered or laid out for it. */
export function GiveWay() {
  useEffect(() => {
    const { documentElement: root } = document;
    let before = window.scrollY;
    const onScroll = () => {
      // Browsers that spring back scroll beyond both ends.
      const most = root.scrollHeight - window.innerHeight;
      const now = Math.min(Math.max(0, window.scrollY), most);
      if (now > 0 && Math.abs(now - before) < ENOUGH_PX) return;
      root.toggleAttribute('data-scrolling-down', now > before && now > FIRST_PX);
      before = now;
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      window.removeEventListener('scroll', onScroll);
      root.removeAttribute('data-scrolling-down');
    };
  }, []);
  return null;
}
