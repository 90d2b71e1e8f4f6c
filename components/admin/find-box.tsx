'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useRef } from 'react';
import { useShortcuts } from '@/components/console/use-shortcuts';
import { Key } from '@/components/ui/key';

/** One box for whatever an admin looks for; `/` leads to it from anywhere in the console. */
export function FindBox() {
  const input = useRef<HTMLInputElement>(null);
  useShortcuts(true, {
    '/': () => {
      input.current?.focus();
      input.current?.select();
    },
  });
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
