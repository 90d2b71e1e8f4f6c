import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readPrice } from '@/lib/hydration/price/read-price';
import { accuracyRows, formatAsked, formatRows, judge } from './accuracy';
import { readCaptions } from './captions';

// held-back.jsonl is never looked at while working on the reader: by default only counts of it are printed.
const USAGE = `npm run eval:prices [-- flags]: how often the price reader is right, on captions it was not made for
  --open      the half that may be looked at, with its failures in full
  --show      the failures of the held-back half, in full: it is then no longer held back
  --out FILE  .cache/eval-prices.json`;

const { values } = parseArgs({
  options: {
    open: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    out: { type: 'string', default: '.cache/eval-prices.json' },
    help: { type: 'boolean' },
  },
});

if (values.help) say(USAGE);
else await main();

async function main(): Promise<void> {
  const half = values.open ? 'open' : 'held-back';
  const judged = (await readCaptions(half)).map((caption) => {
    const read = readPrice(caption.text, caption.phone);
    return { caption, read, verdict: judge(caption.price, read) };
  });
  if (half === 'held-back' && values.show) {
    say('WARNING: what is shown now is spent. Write other captions in its place before you trust these figures again.');
  }
  if (half === 'open' || values.show) {
    for (const { caption, read, verdict } of judged) {
      if (verdict === 'right' || verdict === 'rightly none') continue;
      say(`--- ${verdict}: ${written(read)}, right is ${written(caption.price)} (${caption.country}, ${caption.kind})`);
      say(`${caption.text}\n${caption.note === undefined ? '' : `# ${caption.note}\n`}`);
    }
  }
  const { all, tagged } = accuracyRows(judged);
  say(`${half} half\n${formatRows([all, ...tagged])}\n\n${formatAsked(all)}`);
  await mkdir(path.dirname(values.out), { recursive: true });
  const report = { at: new Date().toISOString(), half, rows: [all, ...tagged] };
  await writeFile(values.out, `${JSON.stringify(report, null, 2)}\n`);
}

function written(price: { amount: number; currency: string } | null): string {
  return price === null ? 'none' : `${price.currency} ${price.amount}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
