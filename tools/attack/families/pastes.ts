import type { Attack, Outcome } from '../attack';
import { anAttacker, atOnce, tallyOf } from '../client';
import { honestSeller, paste, pasted } from '../honest-sync';

/** A paste is answered while its paster looks at the page. */
const ANSWERED_WITHIN_MS = 5_000;
/** Ahead of nobody: a shop of 12 products takes ten seconds on a quiet day. */
const SERVED_WITHIN_MS = 45_000;
/** As long as WhatsApp's own pages take on an ordinary line. */
const WHATSAPP_MS = 2_000;
/** A day's work for one Scout; nobody has so many shops. */
const CATALOGUES_MOST = 500;

const invented = (count: number, first: number) =>
  Array.from({ length: count }, (_, at) => String(254_798_000_000 + first + at));

/** Row 7: catalogues that nobody has, and everybody who waits behind them. */
export const inventedCatalogues: Attack = {
  row: '7',
  name: 'invented-catalogues',
  what: 'one paste of 150 invented catalogues, then an honest seller with 12 products',
  right: 'the honest one is served among the first',
  form: 'short',
  async run(system): Promise<Outcome> {
    const text = invented(150, 0).map((phone) => system.world.catalogueLink(phone));
    const slow = await system.world.quirk({ on: 'catalogue', quirk: { kind: 'slow', ms: WHATSAPP_MS } });
    const answer = await paste(system, text.join('\n'), anAttacker());
    const startedAt = Date.now();
    const lost = await honestSeller(system, 12, SERVED_WITHIN_MS);
    await slow.off();
    const taken = pasted(answer.text).length;
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    const served = lost.length === 0 ? 'was served' : 'still waits';
    return {
      happened: `${answer.status}, ${taken} taken; the honest one ${served} after ${seconds} s`,
      holes: lost,
      // The queue is full of what was taken.
      marks: lost.length > 0,
    };
  },
};

export const manyProductLinks: Attack = {
  row: '7',
  name: 'product-links',
  what: 'one paste of 5,000 product links of as many sellers',
  right: 'answered at once',
  form: 'short',
  async run(system): Promise<Outcome> {
    const links = invented(5_000, 50_000).map((phone, at) =>
      system.world.productLink(String(7_000_000_000_000_000 + at), phone),
    );
    const answer = await paste(system, links.join(' '), anAttacker());
    const late = answer.ms > ANSWERED_WITHIN_MS ? [`answered after ${(answer.ms / 1_000).toFixed(1)} s`] : [];
    const failed = answer.status === 0 || answer.status >= 500 ? [`answered ${answer.status}`] : [];
    const lost = await honestSeller(system, 12, SERVED_WITHIN_MS);
    return {
      happened: `${answer.status} after ${(answer.ms / 1_000).toFixed(1)} s`,
      holes: [...late, ...failed, ...lost],
      marks: late.length + lost.length > 0,
    };
  },
};

export const manyPastes: Attack = {
  row: '7',
  name: 'pastes-without-end',
  what: '60 pastes of 40 invented catalogues each, from one address and from one /64',
  right: 'the client is told to wait; the honest one is served',
  form: 'full',
  async run(system): Promise<Outcome> {
    const one = anAttacker();
    const answers = await atOnce(Array.from({ length: 60 }), 6, (_, at) => {
      const links = invented(40, 100_000 + at * 40).map((phone) => system.world.catalogueLink(phone));
      return paste(system, links.join(' '), at % 2 === 0 ? one : `2001:db8:7:7::${(at + 1).toString(16)}`);
    });
    const taken = answers.reduce((sum, { text }) => sum + pasted(text).length, 0);
    const lost = await honestSeller(system, 12, SERVED_WITHIN_MS);
    const tooMany = taken > CATALOGUES_MOST ? [`${taken} catalogues of one client were taken`] : [];
    return {
      happened: `${tallyOf(answers.map(({ status }) => status))}; ${taken} catalogues taken`,
      holes: [...tooMany, ...lost],
      marks: tooMany.length + lost.length > 0,
    };
  },
};
