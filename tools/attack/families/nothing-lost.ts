import { anAttacker } from '../addresses';
import type { Attack, Outcome } from '../attack';
import { atOnce, tallyOf } from '../client';
import { honestSeller } from '../honest-sync';
import { photoForm, sendForm } from '../photo-form';

/** After everything else: honest sellers, while honest and less honest shoppers search. */
export const nothingLost: Attack = {
  row: 'all',
  name: 'nothing-lost',
  what: '40 products are ingested while 60 photos are searched with, 2 at once',
  right: 'every product has its outcome',
  form: 'short',
  async run(system): Promise<Outcome> {
    const form = photoForm(system.photo);
    const searches = atOnce(Array.from({ length: 60 }), 2, () => sendForm(system.url, form, anAttacker()));
    const lost = await honestSeller(system, 40, 90_000);
    const statuses = (await searches).map(({ status }) => status);
    const failed = statuses.filter((status) => status === 0 || status === 500);
    return {
      happened: `searches: ${tallyOf(statuses)}`,
      holes: [...lost, ...(failed.length > 0 ? [`searches: ${tallyOf(failed)}`] : [])],
    };
  },
};
