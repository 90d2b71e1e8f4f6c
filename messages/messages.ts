import type { Language } from '@/lib/language/languages.schema';
import categories from './en/categories.json';
import insights from './en/insights.json';
import legal from './en/legal.json';
import market from './en/market.json';
import notices from './en/notices.json';
import product from './en/product.json';
import report from './en/report.json';
import saved from './en/saved.json';
import search from './en/search.json';
import sell from './en/sell.json';
import shell from './en/shell.json';
import shop from './en/shop.json';
import categoriesSw from './sw/categories.json';
import codesSw from './sw/codes.json';
import insightsSw from './sw/insights.json';
import legalSw from './sw/legal.json';
import marketSw from './sw/market.json';
import noticesSw from './sw/notices.json';
import productSw from './sw/product.json';
import reportSw from './sw/report.json';
import savedSw from './sw/saved.json';
import searchSw from './sw/search.json';
import sellSw from './sw/sell.json';
import shellSw from './sw/shell.json';
import shopSw from './sw/shop.json';

/** What the API, the Scout and the stages say in English themselves, by their codes. */
const codes: Record<string, string> = {};

const en = { codes, categories, insights, legal, market, notices, product, report, saved, search, sell, shell, shop };
export type Messages = typeof en;

/**
 * Every word that shoppers and sellers read, one file per part of Soko and language. English is the one that types are
 * made from.
 */
export const MESSAGES: Record<Language, Messages> = {
  en,
  sw: {
    codes: codesSw,
    categories: categoriesSw,
    insights: insightsSw,
    legal: legalSw,
    market: marketSw,
    notices: noticesSw,
    product: productSw,
    report: reportSw,
    saved: savedSw,
    search: searchSw,
    sell: sellSw,
    shell: shellSw,
    shop: shopSw,
  },
};
