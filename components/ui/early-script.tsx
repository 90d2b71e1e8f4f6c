interface EarlyScriptProps {
  nonce: string | undefined;
  /** A constant of ours: nothing in it is ever escaped. */
  code: string;
}

/** Runs where it stands in the page, before anything behind it is painted or can be tapped. */
export function EarlyScript({ nonce, code }: EarlyScriptProps) {
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
      dangerouslySetInnerHTML={{ __html: code }}
    />
  );
}
