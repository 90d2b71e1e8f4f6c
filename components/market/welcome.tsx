import { Camera } from 'lucide-react';
import { PhotoButton } from '@/components/search/photo-button';
import { buttonStyle } from '@/components/ui/button';

/** What Soko is for, in one breath, and the one thing to try. */
export function Welcome() {
  return (
    <section className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4 pt-6 pb-1 sm:pt-9">
      <div>
        <h1 className="max-w-[18ch] text-[2rem] leading-[1.06] font-bold tracking-tight sm:text-5xl">
          Seen it somewhere? Find who sells it.
        </h1>
        <p className="mt-2.5 max-w-prose text-ink-soft text-pretty sm:text-lg">
          Show Soko a photo and it looks through the shelves of WhatsApp sellers for you.
        </p>
      </div>
      <PhotoButton className={buttonStyle({ size: 'lg', className: 'max-sm:hidden' })}>
        <Camera aria-hidden />
        Search by photo
      </PhotoButton>
    </section>
  );
}
