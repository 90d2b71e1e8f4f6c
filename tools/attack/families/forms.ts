import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { type Answer, anAttacker, ask, from, tallyOf } from '../client';
import { manyFields, photoForm, sendForm } from '../photo-form';

const MB = 1024 * 1024;
const URLENCODED = 'application/x-www-form-urlencoded';
/** A refusal, or the answer, on a busy machine. */
const ANSWERED_WITHIN_MS = 3_000;

type Send = (system: AttackedSystem) => Promise<Answer>;
const form =
  (body: () => Buffer | string, type?: string): Send =>
  (system) =>
    sendForm(system.url, body(), anAttacker(), type);
const query =
  (text: string): Send =>
  (system) =>
    ask(`${system.url}/api/search?${text}`, { headers: from(anAttacker()) });

const FORMS: Record<string, Send> = {
  'a form of tiny parts': form(() => manyFields(150_000)),
  'an urlencoded form': form(() => 'a=b&'.repeat(2.5 * MB), URLENCODED),
  'an urlencoded form of escapes': form(() => `text=${'%41'.repeat(3 * MB)}`, URLENCODED),
  'one long word': form(() => photoForm(Buffer.from('x'), { text: 'x'.repeat(9 * MB) })),
  'a crop of commas': (system) =>
    sendForm(system.url, photoForm(system.photo, { crop: ','.repeat(9 * MB) }), anAttacker()),
  'a crop in an address': query(`text=x&crop=${','.repeat(12_000)}`),
  'a boundary that is everywhere': form(() => Buffer.alloc(10 * MB, '\r\n--soko-attack-boundar')),
  'a part that is all head': form(() => `--soko-attack-boundary\r\n${'X: y\r\n'.repeat(1.5 * MB)}`),
  'a form without an end': form(() => photoForm(Buffer.alloc(9 * MB, '-')).subarray(0, 9 * MB)),
  'words by the thousand': query(`text=${'a+'.repeat(6_000)}`),
};

/** Row 6: forms that take web long to read, and everybody else waits. */
export const forms: Attack = {
  row: '6',
  name: 'forms',
  what: '10 MB of tiny parts, urlencoded, crop=,,,, and their like, twice each',
  right: 'each is refused or answered at once',
  form: 'short',
  async run(system): Promise<Outcome> {
    const holes: string[] = [];
    const statuses: number[] = [];
    for (const [what, send] of Object.entries(FORMS)) {
      const answers = [await send(system), await send(system)];
      statuses.push(...answers.map(({ status }) => status));
      const ms = Math.max(...answers.map((answer) => answer.ms));
      if (ms > ANSWERED_WITHIN_MS) holes.push(`${what}: ${(ms / 1_000).toFixed(1)} s`);
      if (answers.some(({ status }) => status >= 500 && status !== 503))
        holes.push(`${what}: ${answers.map(({ status }) => status)}`);
    }
    return { happened: tallyOf(statuses), holes };
  },
};
