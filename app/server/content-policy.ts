/** Where pictures may come from besides our own store: what is allowed to be fetched as a product's picture. */
const META_CDN = [
  'https://*.fbcdn.net',
  'https://*.whatsapp.net',
  'https://lookaside.fbsbx.com',
  'https://lookaside.facebook.com',
  'https://lookaside.whatsapp.com',
];

interface PolicySettings {
  nonce: string;
  /** The development server compiles in the browser and reloads over a socket. */
  development: boolean;
  /** Origins of the picture store and of the stand-in world. */
  pictureOrigins: string[];
}

/** The Content-Security-Policy of every page. */
export function contentPolicy({ nonce, development, pictureOrigins }: PolicySettings): string {
  const pictures = [...META_CDN, ...pictureOrigins].join(' ');
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Attributes only: placeholders and the masonry's proportions are values on elements.
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob: ${pictures}`,
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
