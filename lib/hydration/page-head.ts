import { load } from 'cheerio/slim';
import { headOf } from './head-end';

export interface PageHead {
  isEmpty: boolean;
  /** What every meta tag says, by property and name, in order; those that say nothing are left out. */
  tags: Map<string, string[]>;
  documentTitle: string;
}

/** WhatsApp's pages have some thirty. */
const MAX_META_TAGS = 1_000;
/** A title is looked at for a few words only. */
const MAX_TITLE = 2_000;

/**
 * A page's head. Only its meta tags and title are parsed, each by itself: a tree of the whole takes quadratic time
 * where a page nests deeply or has a hundred thousand tags.
 */
export function readHead(html: string): PageHead {
  const tags = new Map<string, string[]>();
  let metaTags = 0;
  let titleFrom = -1;
  const head = headOf(html, ({ name, from, end }) => {
    if (name === 'meta' && metaTags < MAX_META_TAGS) {
      metaTags += 1;
      const { property, name: named, content = '' } = attributesOf(html.slice(from, end));
      if (content.trim() === '') return;
      for (const key of new Set([property, named].map((one = '') => one.trim().toLowerCase()))) {
        const said = tags.get(key);
        if (said === undefined) tags.set(key, [content]);
        else said.push(content);
      }
    } else if (name === 'title' && titleFrom < 0) titleFrom = end;
  });
  const title = titleFrom < 0 ? '' : head.slice(titleFrom, titleFrom + MAX_TITLE);
  return { isEmpty: head.trim() === '', tags, documentTitle: titleText(title) };
}

/** One tag is all there is to parse. */
function attributesOf(tag: string): Record<string, string> {
  const element = load(tag).root()[0]?.children[0];
  return element?.type === 'tag' ? element.attribs : {};
}

/** With its entities decoded; tags in a title are text. */
function titleText(startsWithTitle: string): string {
  const [title = ''] = startsWithTitle.split(/<\/title/i, 1);
  return load(`<title>${title}</title>`).text().trim();
}
