import type { WorldSeller } from '@/e2e/world/sellers/types';
import type { CatalogueItem } from './catalogue-items';
import type { CataloguePageInput } from './catalogue-page-input';
import { catalogueScript } from './catalogue-script';
import { encodeEntities } from './entities';

/** A catalogue page with products, and with all that a browser should not load for them. */
export function renderCataloguePage(input: CataloguePageInput): string {
  const { seller, settings } = input;
  const name = encodeEntities(seller.name, 'hex');
  const scrolls = 'html, body { height: 100%; overflow: hidden; } .scroller { height: 100vh; overflow-y: scroll; }';
  const cards = settings.layout === 'embedded' ? [] : input.first.items.map((item) => card(item, input.cdnOrigin));
  return `<!DOCTYPE html>
<html lang="en" id="facebook"><head><meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${name} | WhatsApp Catalog</title>
<meta property="og:title" content="${name} on WhatsApp" />
<link rel="stylesheet" href="/static/app.css" />
<style>
  @font-face { font-family: Optimistic; src: url(/static/optimistic.woff2) format('woff2'); }
  body { font-family: Optimistic, sans-serif; margin: 0; }
  .list { display: grid; grid-template-columns: repeat(2, 1fr); }
  .card { height: 260px; overflow: hidden; display: block; }
  ${settings.innerScroller ? scrolls : ''}
</style>
<script async src="/static/analytics.js"></script>
${settings.neverLoads ? '<script async src="/static/never.js"></script>' : ''}
</head><body>
<div class="scroller"><header><h1>${name}</h1><img src="${input.cdnOrigin}/catalogue/header.jpg" alt="" /></header>
<div class="list" role="list">${cards.join('\n')}</div></div>
<video src="/static/tour.mp4" preload="auto" autoplay muted></video>
<img src="/tr?id=1&amp;ev=PageView" width="1" height="1" alt="" />
${settings.layout === 'embedded' ? embedded(seller, input.first.items) : ''}
${settings.layout === 'paged' || settings.layout === 'endless' ? catalogueScript(seller.phone, input) : ''}
</body></html>`;
}

function card(item: CatalogueItem, cdnOrigin: string): string {
  const title = encodeEntities(item.title, 'hex');
  return (
    `<a class="card" role="listitem" href="${item.href.replaceAll('&', '&amp;')}">` +
    `<img src="${cdnOrigin}/t/${item.id}.jpg" alt="" loading="eager" /><span>${title}</span></a>`
  );
}

/** Ids only inside JSON in a script, as WhatsApp's own pages carry their data. No anchor anywhere. */
function embedded(seller: WorldSeller, items: readonly CatalogueItem[]): string {
  const edges = items.map((item) => ({
    node: {
      __typename: 'XFBWhatsAppProduct',
      product_id: item.id,
      name: item.title,
    },
  }));
  const data = {
    require: [
      [
        'RelayPrefetchedStreamCache',
        'next',
        [],
        [
          {
            __bbox: {
              result: {
                data: {
                  catalog: {
                    business_jid: `${seller.phone}@s.whatsapp.net`,
                    products: { edges },
                  },
                },
              },
            },
          },
        ],
      ],
    ],
    build: '7412589630123456',
  };
  return (
    '<script type="application/json" data-content-len="1" ' +
    `data-sjs>${JSON.stringify(data).replaceAll('<', '\\u003C')}</script>`
  );
}
