import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { WorldOptions } from './world';

const port = z.coerce.number().int().min(0).max(65_535);
const ms = z.coerce.number().nonnegative();

const settingsSchema = z.strictObject({
  port: port.default(4600),
  'cdn-port': port.default(4601),
  'gemini-port': port.default(4602),
  'page-latency': ms.default(0),
  'image-latency': ms.default(0),
  'gemini-latency': ms.default(0),
  'gemini-key': z.string().min(1).default('stand-in-gemini-key'),
  'link-life': z.coerce
    .number()
    .positive()
    .default(14 * 24 * 3600),
  'expired-as': z.enum(['403', 'tiny-body']).default('403'),
  'cache-dir': z.string().min(1).default('.cache/world'),
  'big-seller': z.coerce.number().int().positive().max(20_000).optional(),
  'no-demo': z.boolean().default(false),
  'draw-ahead': z.boolean().default(false),
});
type Name = keyof typeof settingsSchema.shape;
const isSwitch = (name: Name): boolean => name === 'draw-ahead' || name === 'no-demo';

/** Flags win over the environment: `--cdn-port` is `WORLD_CDN_PORT`. */
const ENV_PREFIX = 'WORLD_';

export interface MainOptions {
  world: WorldOptions;
  bigSeller: number | undefined;
  drawAhead: boolean;
}

export const USAGE = `tsx e2e/world/main.ts [flags]; each flag is also a variable, --cdn-port is WORLD_CDN_PORT
  --port, --cdn-port, --gemini-port   4600, 4601, 4602; 0 takes a free one
  --page-latency, --image-latency, --gemini-latency   milliseconds, 0
  --gemini-key    stand-in-gemini-key
  --link-life     seconds a signed image link lives, two weeks
  --expired-as    403 | tiny-body
  --cache-dir     where drawn pictures are kept, .cache/world
  --big-seller N  one more seller, with N products
  --no-demo       without the demo's sellers
  --draw-ahead    draw all pictures before saying ready`;

/** Reads flags and environment; throws a ZodError or parseArgs' own error that names the wrong one. */
export function readOptions(args: string[], environment: Record<string, string | undefined>): MainOptions {
  const names = Object.keys(settingsSchema.shape) as Name[]; // the keys of a literal object
  const options = Object.fromEntries(
    names.map((name) => [
      name,
      {
        type: isSwitch(name) ? ('boolean' as const) : ('string' as const),
      },
    ]),
  );
  const { values } = parseArgs({ args, options, strict: true });
  const fromEnvironment = names.flatMap((name) => {
    const value = environment[ENV_PREFIX + name.replaceAll('-', '_').toUpperCase()];
    return value === undefined || value === '' ? [] : [[name, isSwitch(name) ? value === 'true' : value]];
  });
  const settings = settingsSchema.parse({
    ...Object.fromEntries(fromEnvironment),
    ...values,
  });
  return {
    world: {
      port: settings.port,
      cdnPort: settings['cdn-port'],
      geminiPort: settings['gemini-port'],
      latency: {
        page: settings['page-latency'],
        catalogue: settings['page-latency'],
        link: settings['page-latency'],
        image: settings['image-latency'],
        gemini: settings['gemini-latency'],
      },
      geminiApiKey: settings['gemini-key'],
      linkLifeSeconds: settings['link-life'],
      expiredAs: settings['expired-as'],
      cacheDir: settings['cache-dir'],
      ...(settings['no-demo'] && { sellers: [] }),
    },
    bigSeller: settings['big-seller'],
    drawAhead: settings['draw-ahead'],
  };
}
