import { createServer } from 'node:http';
import { Inngest } from 'inngest';
import { serve } from 'inngest/node';
import { z } from 'zod';

/** An app that can be killed: it says on stdout what it does. Run by the crash tests alone. */
const env = z
  .object({
    APP_ID: z.string(),
    APP_PORT: z.coerce.number(),
    BASE_URL: z.url(),
    EVENT_KEY: z.string(),
    SIGNING_KEY: z.string(),
  })
  .parse(process.env);

const say = (text: string) => void process.stdout.write(`${text}\n`);
const inngest = new Inngest({
  id: env.APP_ID,
  baseUrl: env.BASE_URL,
  eventKey: env.EVENT_KEY,
  signingKey: env.SIGNING_KEY,
  isDev: false,
  logger: { info() {}, warn() {}, error() {}, debug() {} },
});

const slow = inngest.createFunction(
  { id: 'slow', triggers: [{ event: `${env.APP_ID}/go` }], retries: 0 },
  async ({ event, step }) => {
    await step.run('quick', () => say(`quick ${event.data.n}`));
    await step.run('slow', async () => {
      say(`slow begins ${event.data.n}`);
      await new Promise((resolve) => setTimeout(resolve, event.data.ms));
      say(`slow ends ${event.data.n}`);
    });
    say(`run ends ${event.data.n}`);
  },
);

const handler = serve({ client: inngest, functions: [slow] });
const server = createServer((request, response) => void handler(request, response));
server.listen(env.APP_PORT, '127.0.0.1', async () => {
  const answer = await fetch(`http://127.0.0.1:${env.APP_PORT}/api/inngest`, { method: 'PUT' });
  say(answer.ok ? 'registered' : `not registered: ${await answer.text()}`);
});
