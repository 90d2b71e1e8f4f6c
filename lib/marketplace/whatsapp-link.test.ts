import { describe, expect, test } from 'vitest';
import { chatUrlInWords, productChatUrl } from './whatsapp-link';

describe('productChatUrl', () => {
  test('opens a chat that names the product and links to it', () => {
    const url = new URL(
      productChatUrl({
        productId: '58264484107632311',
        sellerPhone: '254712345678',
        title: 'Shoes & socks #1 50% 🔥',
      }),
    );
    expect(url.origin + url.pathname).toBe('https://wa.me/254712345678');
    expect(url.searchParams.get('text')).toContain('“Shoes & socks #1 50% 🔥”');
    expect(url.searchParams.get('text')).toContain('https://wa.me/p/58264484107632311/254712345678');
  });

  test('survives a title that is cut within an emoji', () => {
    const title = `${'x'.repeat(119)}🔥 and more`;
    expect(() => productChatUrl({ productId: '1', sellerPhone: '254712345678', title })).not.toThrow();
  });
});

describe('chatUrlInWords', () => {
  test('opens the same chat with other words', () => {
    const product = { productId: '5', title: 'Kitenge & “lace”' };
    const whatsappUrl = productChatUrl({ ...product, sellerPhone: '254712345678' });
    const url = chatUrlInWords({ ...product, whatsappUrl }, ({ title, link }) => `Bado unayo “${title}”? ${link}`);
    expect(url).not.toContain('+');
    expect(new URL(url).origin + new URL(url).pathname).toBe('https://wa.me/254712345678');
    const message = new URL(url).searchParams.get('text');
    expect(message).toBe('Bado unayo “Kitenge & “lace””? https://wa.me/p/5/254712345678');
  });

  test('cuts a long title, within an emoji too', () => {
    const product = { productId: '5', title: `${'x'.repeat(119)}🔥 and more` };
    const whatsappUrl = productChatUrl({ ...product, sellerPhone: '254712345678' });
    const url = chatUrlInWords({ ...product, whatsappUrl }, ({ title }) => title);
    expect(new URL(url).searchParams.get('text')).toHaveLength(121);
  });
});
