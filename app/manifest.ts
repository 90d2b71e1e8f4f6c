import type { MetadataRoute } from 'next';
import { getTranslations } from 'next-intl/server';
import { requestLanguage } from './server/language';

/** What a phone needs to keep Soko on its home screen, in the language that it is installed in. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const words = await getTranslations('shell');
  const search = await getTranslations('search');
  return {
    id: '/',
    name: `Soko: ${words('tagline')}`,
    short_name: 'Soko',
    description: words('description'),
    lang: await requestLanguage(),
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#faf7f2',
    theme_color: '#faf7f2',
    categories: ['shopping'],
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    // What other apps share: public/sw.js takes it, and app/share/route.ts where that is not active.
    share_target: {
      action: '/share',
      method: 'POST',
      enctype: 'multipart/form-data',
      params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'image', accept: ['image/*'] }] },
    },
    shortcuts: [
      { name: search('byPhoto'), url: '/search' },
      { name: words('sellOnSoko'), url: '/sell' },
    ],
  };
}
