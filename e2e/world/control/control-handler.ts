import { z } from 'zod';
import type { PictureStore } from '@/e2e/world/cdn/picture-store';
import { type Exchange, readBody, send, sendJson } from '@/e2e/world/http/exchange';
import { expectedOf } from '@/e2e/world/sellers/expected';
import { UnknownThing, type WorldState } from '@/e2e/world/world-state';
import { applyControl } from './apply';

export interface ControlContext {
  state: WorldState;
  pictures: PictureStore;
  addresses: { origin: string; cdnOrigin: string; geminiBaseUrl: string };
  /** One of the three servers takes no connection for so long. */
  refuse(server: WorldServer, ms: number): void;
}

const refusal = z.strictObject({ server: z.enum(['pages', 'cdn', 'gemini']), seconds: z.number().positive() });
export type WorldServer = z.infer<typeof refusal>['server'];

const MAX_COMMAND_BYTES = 1024 * 1024;

/** `GET /_control/…` to look, `POST /_control/<command>` to act. Never counted in the statistics. */
export async function answerControl(exchange: Exchange, context: ControlContext): Promise<void> {
  const path = exchange.url.pathname
    .replace(/^\/_control\/?/, '')
    .split('/')
    .filter((part) => part !== '');
  try {
    if (exchange.request.method === 'POST') return sendJson(exchange, 200, await act(exchange, path[0] ?? '', context));
    return await look(exchange, path, context);
  } catch (error) {
    if (error instanceof z.ZodError) return sendJson(exchange, 400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return sendJson(exchange, 400, { error: 'the body is not JSON' });
    if (error instanceof UnknownThing) return sendJson(exchange, 404, { error: error.message });
    throw error;
  }
}

async function act(exchange: Exchange, command: string, { state, refuse }: ControlContext): Promise<unknown> {
  const body = (await readBody(exchange.request, MAX_COMMAND_BYTES)).toString('utf8');
  const fields: unknown = body === '' ? {} : JSON.parse(body);
  if (command === 'refuse') {
    const { server, seconds } = refusal.parse(fields);
    // This answer first: it may go through that very server.
    exchange.response.once('close', () => refuse(server, seconds * 1_000));
    exchange.response.setHeader('connection', 'close');
    return {};
  }
  return applyControl(state, {
    ...z.record(z.string(), z.unknown()).parse(fields),
    do: command,
  });
}

async function look(
  exchange: Exchange,
  [what, id]: string[],
  { state, pictures, addresses }: ControlContext,
): Promise<void> {
  switch (what) {
    case undefined:
      return sendJson(exchange, 200, addresses);
    case 'stats':
      return sendJson(exchange, 200, state.stats.snapshot());
    case 'quirks':
      return sendJson(exchange, 200, state.quirks.list());
    case 'sellers':
      return sendJson(exchange, 200, [...state.sellers.values()]);
    case 'products':
      return sendJson(exchange, 200, id === undefined ? productsOf(exchange, state) : state.product(id));
    case 'expected':
      return sendJson(
        exchange,
        200,
        id === undefined ? productsOf(exchange, state).map(expectedOf) : expectedOf(state.product(id)),
      );
    case 'pictures': {
      const product = state.product(id ?? '');
      if (product.picture === null) throw new UnknownThing(`product ${product.id} has no picture`);
      const { bytes, type } = await pictures.pictureOf(product, product.pictureVersion, 'jpeg');
      return send(exchange, 200, type, bytes);
    }
    default:
      throw new UnknownThing(`no such control call: ${what}`);
  }
}

function productsOf(exchange: Exchange, state: WorldState) {
  const phone = exchange.url.searchParams.get('seller');
  return phone === null ? [...state.products.values()] : state.productsOf(phone);
}
