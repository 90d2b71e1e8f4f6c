import { terminalOutput } from '@/supervisor/output';
import type { Attack, Outcome } from '../attack';
import { anAttacker, ask, from, speak } from '../client';
import { honestSync } from '../honest-sync';
import { controlCharactersIn } from '../log-lines';

const TITLES = [
  '\u001b[2J\u001b]0;owned\u0007 Kiondo',
  'Kiondo\u009b31m\u0090\u009c',
  'Kiondo\r\nweb │ all is well',
  '\u202eodnoiK',
  'Kiondo\u0000\u0008\u007f',
];
/** What our own colours are written with. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
const OUR_COLOURS = /\u001b\[\d+m/g;

/** Row 17: what a seller writes is read in an operator's terminal. */
export const terminal: Attack = {
  row: '17',
  name: 'control-characters',
  what: 'control characters in titles, paths, headers and log lines',
  right: 'none reaches the output raw, at a terminal neither',
  form: 'short',
  async run(system): Promise<Outcome> {
    const before = (await system.log()).length;
    const { phone, productIds } = await system.world.addSeller(TITLES.length);
    for (const [at, id] of productIds.entries())
      await system.world.control({ do: 'product', id, title: TITLES[at] ?? '' });
    await honestSync(system, { phone, count: TITLES.length, withinMs: 30_000 });
    await ask(`${system.url}/%1b%5b2J%9b31m?x=%1b%5b2J`, { headers: from(anAttacker()) });
    await ask(`${system.url}/products/%1b%5b2J`, { headers: { ...from(anAttacker()), 'user-agent': 'x%1b[2J' } });
    for (const port of Object.values(system.ports))
      await speak(port, 'GET /\u001b[2J HTTP/1.1\r\nHost: \u001b[2J\r\n\r\n');
    const raw = controlCharactersIn((await system.log()).slice(before));
    const shown = controlCharactersIn(atATerminal().replace(OUR_COLOURS, ''));
    const holes = [
      ...raw.slice(0, 1).map((line) => `raw in the log: ${JSON.stringify(line.slice(0, 80))}`),
      ...shown.slice(0, 1).map((line) => `raw at a terminal: ${JSON.stringify(line.slice(0, 80))}`),
    ];
    return { happened: `${raw.length} lines in the log, ${shown.length} at a terminal`, holes };
  },
};

/** What the supervisor would show of lines that its children wrote. */
function atATerminal(): string {
  let written = '';
  const output = terminalOutput((text) => {
    written += text;
  });
  for (const title of TITLES) {
    output.child(
      'web',
      JSON.stringify({
        level: 'warn',
        msg: `${title} was refused`,
        title,
        [title]: 1,
        err: { stack: `Error: ${title}\n  at x` },
      }),
    );
    output.child('web', title);
    output.say('warn', title, { title });
  }
  return written;
}
