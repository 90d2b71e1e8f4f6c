import { load } from 'cheerio';
import sharp from 'sharp';

/** A product's picture as the stand-in's CDN serves it, found the way WhatsApp's own pages name it. */
export async function pictureInTheWorld(worldOrigin: string, productId: string, phone: string): Promise<Buffer> {
  const page = await fetch(`${worldOrigin}/p/${productId}/${phone}`);
  const link = load(await page.text())('meta[property="og:image"]').attr('content');
  if (!link) throw new Error(`the page of ${productId} names no picture`);
  const picture = await fetch(link);
  if (!picture.ok) throw new Error(`the picture of ${productId} answered ${picture.status}`);
  return Buffer.from(await picture.arrayBuffer());
}

/** The same thing, photographed by somebody else: cut, brighter, compressed again. */
export async function retaken(picture: Buffer): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(picture).metadata();
  const cut = {
    left: Math.round(width * 0.06),
    top: Math.round(height * 0.05),
    width: Math.round(width * 0.88),
    height: Math.round(height * 0.9),
  };
  return sharp(picture).extract(cut).modulate({ brightness: 1.12 }).jpeg({ quality: 60 }).toBuffer();
}

/** The seller's phone, which only the chat link holds. */
export function phoneOf(product: { whatsappUrl: string }): string {
  return new URL(product.whatsappUrl).pathname.slice(1);
}

/** As a phone writes it: 12 megapixels, on its side with a note to turn it, and the place it was taken at. */
export async function fromAPhone(picture: Buffer): Promise<Buffer> {
  const upright = await sharp(picture).resize(3000, 4000, { fit: 'cover' }).toBuffer();
  const grain = await sharp({
    create: {
      width: 4000,
      height: 3000,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 24 },
    },
  })
    .png()
    .toBuffer();
  return sharp(upright)
    .rotate(-90)
    .composite([{ input: grain, blend: 'soft-light' }])
    .withExif({
      IFD0: { Make: 'TECNO', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '1/1 17/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '36/1 49/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** Two things in one photo, side by side on a table. */
export async function sideBySide(left: Buffer, right: Buffer): Promise<Buffer> {
  const [a, b] = await Promise.all(
    [left, right].map((one) => sharp(one).resize(560, 560, { fit: 'cover' }).toBuffer()),
  );
  return sharp({ create: { width: 1320, height: 680, channels: 3, background: '#d9d2c6' } })
    .composite([
      { input: a ?? left, left: 60, top: 60 },
      { input: b ?? right, left: 700, top: 60 },
    ])
    .jpeg({ quality: 85 })
    .toBuffer();
}
