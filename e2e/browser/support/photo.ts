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
