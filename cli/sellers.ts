import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { keyOfUrl } from '@/lib/media/content-key';
import { EmbeddedEngine, type ErasedFromEngine } from '@/lib/platform/embedded-engine';
import type { Env } from '@/lib/platform/env';
import { isInngestDev } from '@/lib/platform/inngest-addresses';
import { maskPhone } from '@/lib/platform/phone';
import { eraseSeller } from '@/lib/sellers/erase-seller';
import { readTypedPhone } from '@/lib/sellers/opt-outs';
import { type Connection, JSON_OUTPUT, type OutputOptions, tell, withConnection } from './connect';
import { listCommand, showCommand, stateCommands } from './seller-states';

export function sellersCommand(): Command {
  const erase = new Command('erase')
    .description('Erases everything of a seller, and keeps a hash of the number so that it is not ingested again.')
    .argument('<phone>', 'with country code, e.g. 254712345678')
    .option('--yes', 'do not ask')
    .option(...JSON_OUTPUT)
    .action((phone: string, options: EraseOptions) =>
      withConnection((connection) => erases(connection, phone, options)),
    );
  const all = [listCommand(), showCommand(), ...stateCommands(), erase];
  return all.reduce(
    (command, each) => command.addCommand(each),
    new Command('sellers').description('Sellers and their data.'),
  );
}

interface EraseOptions extends OutputOptions {
  yes?: boolean;
}

async function erases(connection: Connection, given: string, options: EraseOptions): Promise<void> {
  const phone = readTypedPhone(given);
  const sure = options.yes || (await confirm(`Erase everything of ${maskPhone(phone)}, for good? [y/N] `));
  if (!sure) return tell(options, { erased: false }, ['Nothing was erased.']);
  const { removalFromAll, withAllVectorStores } = await import('@/lib/vectors/all-vector-stores');
  const { openObjectStore } = await import('@/lib/media/open-object-store');
  const { settings, database, key } = connection;
  const objects = await openObjectStore(settings);
  const engine = openEngine(settings);
  const asked: ErasedFromEngine['kind'][] = [];
  const erased = await withAllVectorStores(settings, database, (stores) =>
    eraseSeller(
      {
        db: database.prisma,
        objects,
        vectors: removalFromAll(stores),
        objectKey: keyOfUrl,
        phoneKey: key('phone hashes'),
        erasedBy: 'cli',
        eraseEvents: async (erasedPhone) => {
          if (engine) asked.push((await engine.erase(erasedPhone)).kind);
        },
      },
      phone,
    ),
  );
  const left = asked.includes('erased') ? [] : [KEPT[settings.INNGEST_BASE_URL === undefined ? 'engine' : 'server']];
  const told = `Erased: ${erased.products} products, ${erased.images} stored images.`;
  tell(options, { erased: true, ...erased, left }, [`${told} The number will not be ingested again.`, ...left]);
}

function openEngine({ INNGEST_BASE_URL, INNGEST_SIGNING_KEY, INNGEST_DEV }: Env): EmbeddedEngine | null {
  return EmbeddedEngine.at({
    baseUrl: INNGEST_BASE_URL,
    signingKey: INNGEST_SIGNING_KEY,
    isDev: isInngestDev(INNGEST_DEV),
  });
}

/** Who was not asked to forget, and what there is to do about it. */
const KEPT = {
  server:
    'Left: the events and runs at your Inngest server, which name the number. Soko cannot erase them there; ' +
    'they go when that server’s own retention ends.',
  engine:
    'Left: events of the last 24 hours, which name the number, since no engine was found running. ' +
    'Start the system and erase again, or let them run out.',
};

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}
