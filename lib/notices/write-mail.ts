import type { Language } from '@/lib/language/languages.schema';
import type { Mail } from './mailer';
import type { NoticeView } from './notice';
import { noticeLine, noticeTitles } from './notice-lines.schema';
import { noticeWords } from './notice-words';

interface Letter {
  id: string;
  to: string;
  language: Language;
  /** As shoppers see the shop's name; null while nothing is known of it. */
  shop: string | null;
}

interface NewsLetter extends Letter {
  kind: 'digest' | 'urgent';
  notices: NoticeView[];
  shopUrl: string;
  /** A page that asks once more, for people. */
  unsubscribePage: string;
  /** Which does it at once, for mail programs. */
  unsubscribeUrl: string;
}

/** What happened to a shop, as text and as simple HTML. */
export function newsMail(letter: NewsLetter): Mail {
  const { id, to, language, kind, notices, shopUrl, unsubscribePage, unsubscribeUrl } = letter;
  const words = noticeWords(language);
  const shop = shopName(letter);
  const lines = notices.map((notice) => ({ line: noticeLine(words, notice), about: noticeTitles(words, notice) }));
  const opening = `${words('mail.hello')} ${words('mail.happened', { shop })}`;
  const text = [
    opening,
    ...lines.map(({ line, about }) => `- ${line}${about === null ? '' : `\n  ${oneLine(about)}`}`),
    `${words('mail.open')}:\n${shopUrl}`,
    `--\n${words('mail.why')}\n${words('mail.unsubscribe')}: ${unsubscribePage}`,
  ].join('\n\n');
  const items = lines.map(
    ({ line, about }) =>
      `<li style="margin:0 0 12px">${escapeHtml(line)}` +
      `${about === null ? '' : `<br><span style="color:#5c5247">${escapeHtml(oneLine(about))}</span>`}</li>`,
  );
  const html = page(language, [
    `<p>${escapeHtml(opening)}</p>`,
    `<ul style="padding-left:20px">${items.join('')}</ul>`,
    button(shopUrl, words('mail.open')),
    `<p style="color:#5c5247;font-size:13px">${escapeHtml(words('mail.why'))}<br>` +
      `${link(unsubscribePage, words('mail.unsubscribe'))}</p>`,
  ]);
  return { ...{ id, to, subject: words(`mail.${kind}`, { shop }) }, text, html, unsubscribeUrl };
}

/** The one mail that is sent to an address before somebody has said that it is theirs. */
export function confirmMail(letter: Letter & { confirmPage: string }): Mail {
  const { id, to, language, confirmPage } = letter;
  const words = noticeWords(language);
  const shop = shopName(letter);
  const asking = `${words('mail.hello')} ${words('mail.confirmText', { shop })}`;
  const html = page(language, [
    `<p>${escapeHtml(asking)}</p>`,
    button(confirmPage, words('mail.confirmButton')),
    `<p style="color:#5c5247;font-size:13px">${escapeHtml(words('mail.ignore'))}</p>`,
  ]);
  const text = [asking, confirmPage, words('mail.ignore')].join('\n\n');
  return { ...{ id, to, subject: words('mail.confirm', { shop }) }, text, html };
}

/** Longer ones are made to fill subjects with something else. */
const LONGEST_NAME = 60;

/** A shop names itself: no line breaks, which would begin a header, and no more than a name. */
function shopName({ shop, language }: Letter): string {
  const name = oneLine(shop ?? '').slice(0, LONGEST_NAME);
  return name === '' ? noticeWords(language)('mail.noName') : name;
}

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .toWellFormed();

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const link = (url: string, text: string): string =>
  `<a href="${escapeHtml(url)}" style="color:#1f3ec4">${escapeHtml(text)}</a>`;

const button = (url: string, text: string): string =>
  `<p><a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 20px;border-radius:24px;` +
  `background:#1f3ec4;color:#ffffff;text-decoration:none">${escapeHtml(text)}</a></p>`;

function page(language: Language, parts: string[]): string {
  return (
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><body style="margin:0;padding:24px;` +
    'font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#211b15">' +
    `<div style="max-width:560px;margin:0 auto">${parts.join('\n')}</div></body></html>`
  );
}
