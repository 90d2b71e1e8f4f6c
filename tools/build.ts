import { pathToFileURL } from 'node:url';
import { buildWhatIsOld } from '@/supervisor/build/build-steps';

/** `npm run build`: production build of whatever has changed since the last one; `-- --force` for all of it. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  await buildWhatIsOld({ root: process.cwd(), log: write, force: process.argv.includes('--force') });
}
