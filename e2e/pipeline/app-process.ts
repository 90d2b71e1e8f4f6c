import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from 'inngest/node';
import { z } from 'zod';
import { webFunctions } from '@/inngest/web-functions';
import { workerFunctions } from '@/inngest/worker-functions';
import { LocalObjectStore } from '@/lib/media/local-object-store';
import { createLogger } from '@/lib/platform/logger';
import { enterSpaces } from '@/lib/reindex/space-in-use';
import { openPipelineParts, placesSchema } from './pipeline-parts';
import { register } from './start-pipeline';

// One of the two apps as a process that can be killed: the stages of web or of the worker, and nothing else of them.
const settings = z
  .object({
    APP: z.enum(['soko-web', 'soko-worker']),
    PORT: z.coerce.number(),
    PLACES: z.string(),
    MEDIA: z.string(),
    /** Where the engine finds it; unless given, where it listens. */
    SERVE_ORIGIN: z.string().optional(),
  })
  .parse(process.env);

const places = placesSchema.parse(JSON.parse(settings.PLACES));
// As much as Soko prints unless it is told otherwise.
const logger = createLogger({ name: settings.APP, level: 'info' });
const objects = new LocalObjectStore({ folder: settings.MEDIA, publicBase: '' });
const parts = openPipelineParts(places, objects, { logger });
// As a worker does when it starts.
if (settings.APP === 'soko-worker')
  await enterSpaces(parts.database.prisma, { main: parts.vectors.space, next: places.nextSpace ?? null });
const client = parts.client(settings.APP);
const functions = settings.APP === 'soko-web' ? webFunctions(client, parts.web) : workerFunctions(client, parts.worker);
const { SERVE_ORIGIN: serveOrigin } = settings;
const handler = serve({ client, functions, servePath: '/api/inngest', ...(serveOrigin ? { serveOrigin } : {}) });
const server = createServer((request, response) => void handler(request, response));
server.listen(settings.PORT, '127.0.0.1', async () => {
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  while (!(await registered(port))) await new Promise((resolve) => setTimeout(resolve, 100));
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});

/** The engine may be away at the moment: it is killed, too. */
async function registered(port: number): Promise<boolean> {
  return register(`http://127.0.0.1:${port}/api/inngest`).then(
    () => true,
    () => false,
  );
}
