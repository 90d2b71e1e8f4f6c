import type { ReactNode } from 'react';

// Drawn from the kitenge fan of app/patterns.css, each for one thing that there is nothing to show for.

function Medallion({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 120 120"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="4"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="mb-6 size-32 text-accent"
    >
      <circle cx="60" cy="60" r="60" stroke="none" className="fill-accent-soft" />
      {children}
    </svg>
  );
}

/** The fan as a signal that is cut. */
export function OfflinePicture() {
  return (
    <Medallion>
      <path d="M28.9 54.9a44 44 0 0 1 62.2 0M38.8 64.8a30 30 0 0 1 42.4 0M48.7 74.7a16 16 0 0 1 22.6 0" />
      <g fill="currentColor" stroke="none">
        <circle cx="60" cy="86" r="4.5" />
        <circle cx="60" cy="49" r="2" />
        <circle cx="43" cy="53.5" r="2" />
        <circle cx="77" cy="53.5" r="2" />
      </g>
      <path strokeWidth="13" className="stroke-accent-soft" d="M33 92l54-62" />
      <path d="M33 92l54-62" />
    </Medallion>
  );
}

/** A stall with its shutter down. */
export function AwayPicture() {
  return (
    <Medallion>
      <path
        fill="currentColor"
        d="M28 34h64v14a8 8 0 0 1-16 0 8 8 0 0 1-16 0 8 8 0 0 1-16 0 8 8 0 0 1-16 0z"
        strokeWidth="3"
      />
      <path d="M33 60v32M87 60v32M26 92h68" />
      <path strokeWidth="2.5" d="M40 66h40M40 73h40M40 80h40M40 87h40" opacity=".55" />
    </Medallion>
  );
}

/** A shelf with an empty place on it. */
export function GonePicture() {
  return (
    <Medallion>
      <path d="M24 84h72M34 84v8M86 84v8" />
      <rect x="46" y="44" width="28" height="36" rx="5" strokeWidth="3" strokeDasharray="5 7" />
      <path strokeWidth="3" d="M28 80V64h10v16M82 80V58a4 4 0 0 1 8 0v22" opacity=".45" />
      <path strokeWidth="2.5" d="M52 58a8 8 0 0 0 16 0M56 58a4 4 0 0 0 8 0" opacity=".6" />
    </Medallion>
  );
}

/** A kiondo with nothing in it. */
export function NothingPicture() {
  return (
    <Medallion>
      <path d="M40 50c0-32 40-32 40 0" strokeWidth="3.5" />
      <ellipse cx="60" cy="54" rx="32" ry="8" className="fill-paper" />
      <path d="M28 54c0 20 5 36 14 38h36c9-2 14-18 14-38" />
      <path
        strokeWidth="2.5"
        d="M33 72a6.75 6.75 0 0 0 13.5 0 6.75 6.75 0 0 0 13.5 0 6.75 6.75 0 0 0 13.5 0 6.75 6.75 0 0 0 13.5 0"
      />
      <g fill="currentColor" stroke="none">
        <circle cx="46.5" cy="84" r="2" />
        <circle cx="60" cy="84" r="2" />
        <circle cx="73.5" cy="84" r="2" />
      </g>
    </Medallion>
  );
}
