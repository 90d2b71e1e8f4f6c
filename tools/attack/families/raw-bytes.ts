import type { Attack, Outcome } from '../attack';
import { BYTES } from '../byte-corpus';
import { atOnce, speak, statusOf, tallyOf } from '../client';

/** A process that keeps crashing is given up after six times in half a minute. */
const AGAIN = 7;

/** Row 8: bytes that are no request, at every port. Whoever dies is told by the runner. */
export const rawBytes: Attack = {
  row: '8',
  name: 'raw-bytes',
  what: `${BYTES.length} malformed requests to web, worker and engine; GET //[ seven times`,
  right: 'refused (400 and the like) or closed; nobody dies',
  form: 'short',
  async run(system): Promise<Outcome> {
    const holes: string[] = [];
    const statuses: (string | number)[] = [];
    for (const [who, port] of Object.entries(system.ports)) {
      const worst = BYTES.find(({ name }) => name === 'GET //[');
      const all = [...BYTES, ...Array.from({ length: AGAIN }, () => worst ?? { name: '', bytes: '' })];
      const answers = await atOnce(all, 8, async ({ name, bytes }) => ({ name, ...(await speak(port, bytes)) }));
      for (const { name, answer, closed } of answers) {
        const status = statusOf(answer);
        statuses.push(status || (closed ? 'closed' : 'silent'));
        if (status >= 500 && status !== 501 && status !== 505) holes.push(`${who}: ${name}: ${status}`);
        if (leadsAway(answer)) holes.push(`${who}: ${name}: leads to another site`);
      }
    }
    return { happened: tallyOf(statuses), holes: [...new Set(holes)] };
  },
};

/** A redirect to a place that the request named. */
function leadsAway(answer: string): boolean {
  const location = /^location: *([^\r\n]*)/im.exec(answer)?.[1] ?? '';
  return /^(https?:)?[/\\]{2}[^/]*evil/i.test(location);
}
