'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { isForTheBrowser } from './for-the-browser';

/** Follows every `PageLink` of the page. The one that was pressed is marked while what it leads to is on its way. */
export function FollowLinks() {
  const router = useRouter();
  const [isGoing, startGoing] = useTransition();
  const pressed = useRef<HTMLAnchorElement>(null);

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link =
        event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-page-link]') : null;
      if (link === null || event.defaultPrevented || isForTheBrowser(event)) return;
      event.preventDefault();
      unmark(pressed.current);
      pressed.current = link;
      // At once: React says that it is going only once it has time to.
      link.setAttribute('data-going', '');
      startGoing(() => router.push(link.href.slice(window.location.origin.length)));
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [router]);

  useEffect(() => {
    if (!isGoing) unmark(pressed.current);
  }, [isGoing]);
  return null;
}

function unmark(link: HTMLAnchorElement | null): void {
  link?.removeAttribute('data-going');
}
