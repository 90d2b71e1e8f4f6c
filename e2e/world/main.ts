import { readOptions, USAGE } from './options';
import { startWorld } from './world';

/** The stand-in world as a process of its own. Prints one line of JSON when it is ready; Ctrl-C ends it. */
async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const { world: options, bigSeller, drawAhead } = readOptions(process.argv.slice(2), process.env);
  const world = await startWorld(options);
  if (bigSeller !== undefined) world.control({ do: 'add-big-seller', count: bigSeller });
  if (drawAhead) await world.drawAhead();
  const { origin, cdnOrigin, geminiBaseUrl, geminiApiKey, allowedHosts } = world;
  const sellers = world.sellers().map(({ phone, name }) => ({
    phone,
    name,
    link: world.catalogueLink(phone),
  }));
  process.stdout.write(
    `${JSON.stringify({ ready: true, origin, cdnOrigin, geminiBaseUrl, geminiApiKey, allowedHosts, sellers })}\n`,
  );
  const stop = (): void => void world.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
  process.exit(1);
});
