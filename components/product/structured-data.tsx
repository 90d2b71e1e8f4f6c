/**
 * What search engines read of a page. `json` is escaped already (lib/marketplace/metadata.ts): sellers' words are in
 * it.
 */
export function StructuredData({ json, nonce }: { json: string; nonce: string | undefined }) {
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped so that no text in it can end the script
      dangerouslySetInnerHTML={{ __html: json }}
    />
  );
}
