'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { ImageDown } from '@/components/ui/icons/photo-icons';
import { isInSearchBar } from '../is-in-search-bar';
import { fetchOwnPicture, readOwnLink } from './own-link';
import { firstImage } from './use-pasted-photos';

/** What is being dragged over the page. */
type Dragged = 'nothing' | 'file' | 'ours';

/**
 * A photo dragged in from outside may be dropped anywhere; a product of ours, which people also drag by accident, on
 * the search bar only.
 */
export function PhotoDropZone({ onPhoto }: { onPhoto(file: Blob): void }) {
  const words = useTranslations('search');
  const router = useRouter();
  const [dragged, setDragged] = useState<Dragged>('nothing');
  const product = useRef<string | null>(null);

  useEffect(() => {
    let inside = false;
    const kindOf = (event: DragEvent): Dragged => {
      if (product.current !== null) return 'ours';
      if (inside) return 'nothing';
      const types = event.dataTransfer?.types ?? [];
      if (types.includes('Files')) return 'file';
      return types.includes('text/uri-list') ? 'ours' : 'nothing';
    };
    const onStart = (event: DragEvent) => {
      inside = true;
      product.current = productOf(event.target);
    };
    const onEnd = () => {
      inside = false;
      product.current = null;
      setDragged('nothing');
    };
    const onOver = (event: DragEvent) => {
      const kind = kindOf(event);
      if (kind !== 'nothing' && (kind === 'file' || isInSearchBar(event.target))) event.preventDefault();
      setDragged(kind);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragged('nothing');
    };
    const onDrop = async (event: DragEvent) => {
      const kind = kindOf(event);
      const productId = product.current;
      onEnd();
      if (kind === 'nothing' || (kind === 'ours' && !isInSearchBar(event.target))) return;
      event.preventDefault();
      if (productId !== null) return router.push(`/search?like=${productId}`);
      const file = firstImage(event.dataTransfer);
      if (file) return onPhoto(file);
      const link = readOwnLink(event.dataTransfer?.getData('text/uri-list') ?? '', window.location.origin);
      if (link?.kind === 'product') return router.push(`/search?like=${link.productId}`);
      const picture = link?.kind === 'picture' ? await fetchOwnPicture(link.path) : null;
      if (picture) onPhoto(picture);
    };
    const listeners = { dragstart: onStart, dragend: onEnd, dragover: onOver, dragleave: onLeave, drop: onDrop };
    for (const [name, listener] of Object.entries(listeners))
      document.addEventListener(name, listener as (event: Event) => void);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        document.removeEventListener(name, listener as (event: Event) => void);
    };
  }, [onPhoto, router]);

  // The search bar shows itself as the place to drop on: `search` in a page that says so.
  useEffect(() => {
    document.documentElement.toggleAttribute('data-dragging-ours', dragged === 'ours');
  }, [dragged]);

  if (dragged !== 'file') return null;
  return (
    <div
      className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-2xl border-3 border-dashed
        border-accent bg-paper/90"
    >
      <p className="flex flex-col items-center gap-4 text-center font-display text-3xl font-semibold">
        <ImageDown aria-hidden className="size-12 text-accent" />
        {words('dropHere')}
      </p>
    </div>
  );
}

/** The product whose card or page a dragged link or picture belongs to. */
function productOf(target: EventTarget | null): string | null {
  const dragged = target instanceof Element ? target.closest('a, img') : null;
  if (dragged === null) return null;
  const links = [dragged.closest('a'), ...(dragged.closest('article')?.querySelectorAll('a') ?? [])];
  const paths = links.map((link) => link?.getAttribute('href') ?? '');
  // On a product's own page no link leads to it.
  if (dragged.tagName === 'IMG') paths.push(window.location.pathname);
  return (
    paths.map((path) => /^\/products\/(\d{1,20})(?:[?#]|$)/.exec(path)?.[1]).find((id) => id !== undefined) ?? null
  );
}
