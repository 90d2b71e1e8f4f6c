'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useEffect, useRef } from 'react';
import { Key } from '@/components/ui/key';

/** One box for whatever an admin looks for; `/` leads to it from anywhere in the console. */
export function FindBox() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);
  return (
    <Form action="/admin/find" role="search" className="relative w-60 max-md:mb-2 max-md:w-full">
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-ink-faint" />
      <input
        ref={input}
        type="search"
        name="q"
        required
        autoComplete="off"
        aria-label="Find a product, seller, phone or sync"
        aria-keyshortcuts="/"
        placeholder="Product, seller, phone, sync"
        className="h-8 w-full rounded-full border border-line-strong bg-paper pr-8 pl-8 text-sm
          placeholder:text-ink-faint hover:border-ink-faint"
      />
      <span className="pointer-events-none absolute top-1.5 right-2.5 text-ink-faint">
        <Key>/</Key>
      </span>
    </Form>
  );
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
