import Link from 'next/link';
import { LogoMark } from '@/components/brand/logo';

export function SiteFooter() {
  return (
    <footer className="mt-auto border-t border-line">
      <div className="mx-auto flex w-full max-w-[90rem] flex-wrap items-center gap-x-8 gap-y-3 px-4 pt-8 pb-28 text-sm text-ink-soft sm:px-6 sm:pb-8">
        <LogoMark className="size-6" />
        <p className="max-w-prose">
          Soko finds what WhatsApp sellers have on their shelves. You agree on price and delivery with the seller, on
          WhatsApp.
        </p>
        <nav aria-label="More" className="flex gap-6 sm:ml-auto">
          <Link href="/sell" className="hover:text-ink hover:underline">
            Add your catalogue
          </Link>
          <Link href="/review" prefetch={false} className="hover:text-ink hover:underline">
            For moderators
          </Link>
        </nav>
      </div>
    </footer>
  );
}
