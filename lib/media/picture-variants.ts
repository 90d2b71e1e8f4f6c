/** What most browsers take; whoever takes neither gets the picture itself, a JPEG. */
export const VARIANT_TYPES = { avif: 'image/avif', webp: 'image/webp' } as const;
export type VariantFormat = keyof typeof VARIANT_TYPES;

/** A smaller copy of a stored picture. */
export interface PictureVariant {
  /** Pixels. */
  width: number;
  format: VariantFormat;
}

/** A card on a dense phone: what shoppers load by the dozen, so worth the format that is dear to make. */
const CARD = 480;
/** A product's own page; WhatsApp's pictures are seldom wider. */
const PAGE = 960;

/** Which copies a picture of this width gets, at least one. None is wider than the picture. */
export function variantsFor(pictureWidth: number): PictureVariant[] {
  const card = Math.min(CARD, pictureWidth);
  const page = Math.min(PAGE, pictureWidth);
  return [
    { width: card, format: 'avif' },
    { width: card, format: 'webp' },
    ...(page > card ? [{ width: page, format: 'webp' as const }] : []),
  ];
}

/** As the product's row keeps it: `480.avif`. */
export const variantName = ({ width, format }: PictureVariant): string => `${width}.${format}`;

/** Null for what variantName never made. */
export function parseVariant(name: string): PictureVariant | null {
  const [, width, format] = /^(\d{1,4})\.(avif|webp)$/.exec(name) ?? [];
  // The only formats that the expression lets through.
  return width && format ? { width: Number(width), format: format as VariantFormat } : null;
}

/**
 * Where a copy lies beside its picture: `…/cdef….jpg` → `…/cdef…-480.avif`. Takes a key or a URL and gives the same
 * back.
 */
export function besidePicture(picture: string, variant: string): string {
  return picture.replace(/\.jpg$/, `-${variant}`);
}

/** Which picture a copy lies beside, as besidePicture put it there; a picture itself stays as it is. */
export function pictureOfCopy(picture: string): string {
  return picture.replace(/-\d{1,4}\.(?:avif|webp)$/, '.jpg');
}
