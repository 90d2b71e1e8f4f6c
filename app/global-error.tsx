'use client';

import './globals.css';

/** Every page loads it, so it is plain: the button and the empty state would come along with it a second time. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center">
        <div className="mx-auto flex max-w-md flex-col items-center px-4 py-16 text-center">
          <div aria-hidden className="mb-6 grid size-28 place-items-center overflow-hidden rounded-full bg-accent-soft">
            <div className="kitenge kitenge-cloth size-full opacity-80" />
          </div>
          <h1 className="text-2xl font-semibold tracking-tight">Soko could not be loaded</h1>
          <p className="mt-2 text-ink-soft text-pretty">
            Something went wrong on our side. Please try again in a moment.
          </p>
          <button
            type="button"
            onClick={reset}
            className="mt-6 h-11 rounded-full bg-accent px-5 text-[0.9375rem] font-medium text-on-accent
              transition-colors hover:bg-accent-strong"
          >
            Try again
          </button>
        </div>
      </body>
    </html>
  );
}
