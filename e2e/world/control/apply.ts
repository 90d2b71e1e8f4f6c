import { z } from 'zod';
import { quirkRuleSchema } from '@/e2e/world/quirks/surfaces';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { Random } from '@/e2e/world/sellers/random';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import type { WorldState } from '@/e2e/world/world-state';
import { type ControlCommand, type PlainCommand, plainCommand } from './commands';

export type ControlAnswer = Record<string, unknown>;

const named = z.looseObject({ do: z.string() });

/** Validates and carries out one command. Throws a ZodError or UnknownThing, and then nothing has changed. */
export function applyControl(state: WorldState, command: ControlCommand | unknown): ControlAnswer {
  const { do: name, ...rest } = named.parse(command);
  if (name === 'quirk') return { id: state.quirks.add(quirkRuleSchema.parse(rest)) };
  return carryOut(state, plainCommand.parse(command));
}

function carryOut(state: WorldState, command: PlainCommand): ControlAnswer {
  switch (command.do) {
    case 'quirks-off':
      if (command.id === undefined) state.quirks.clear();
      else return { removed: state.quirks.remove(command.id) };
      return { removed: true };
    case 'product':
      return { product: changeProduct(state, command) };
    case 'new-picture':
      return {
        product: state.updateProduct(command.id, {
          pictureVersion: state.product(command.id).pictureVersion + 1,
        }),
      };
    case 'remove-picture':
      return { product: state.updateProduct(command.id, { picture: null }) };
    case 'delete':
      return { product: state.updateProduct(command.id, { gone: command.as }) };
    case 'restore':
      return { product: state.updateProduct(command.id, { gone: null }) };
    case 'seller':
      state.setCatalogue(command.phone, command.catalogue);
      return { seller: state.sellers.get(command.phone) };
    case 'add-big-seller':
      return addBigSeller(state, command.count, command.phone);
    case 'refuse-some':
      return refuseSome(state, command);
    case 'latency':
      state.setLatency(withoutDo(command));
      return { latency: state.latency };
    case 'advance-clock':
      state.advanceClock(command.seconds * 1000);
      return { now: new Date(state.now()).toISOString() };
    case 'reset-stats':
      state.stats.reset();
      return {};
    case 'reset':
      state.resetAll();
      return {};
  }
}

function changeProduct(state: WorldState, command: Extract<PlainCommand, { do: 'product' }>): WorldProduct {
  const { id, truth, title, description, listed } = command;
  const product = state.product(id);
  return state.updateProduct(id, {
    title: title ?? product.title,
    description: description ?? product.description,
    listed: listed ?? product.listed,
    truth: { ...product.truth, ...withoutUndefined(truth ?? {}) },
  });
}

function addBigSeller(state: WorldState, count: number, phone: string | undefined): ControlAnswer {
  const scenario = bigSeller(count, phone === undefined ? {} : { phone });
  state.addSeller(scenario);
  return {
    phone: scenario.seller.phone,
    productIds: scenario.products.map(({ id }) => id),
  };
}

/** Says which products, and how often each: the same for the same products and seed. */
function refuseSome(
  state: WorldState,
  { share, seed, retryAfterSeconds }: Extract<PlainCommand, { do: 'refuse-some' }>,
): ControlAnswer {
  const random = new Random(seed);
  const ids = random.shuffled([...state.products.keys()]).slice(0, Math.round(share * state.products.size));
  const refused = Object.fromEntries(ids.map((id) => [id, random.int(1, 2)]));
  for (const [product, times] of Object.entries(refused)) {
    const quirk = { kind: 'status', status: 429, retryAfterSeconds };
    state.quirks.add(quirkRuleSchema.parse({ on: 'page', quirk, product, times }));
  }
  return { refused };
}

function withoutDo({ do: _, ...rest }: Extract<PlainCommand, { do: 'latency' }>) {
  return withoutUndefined(rest);
}

/** Optional keys that were left out, really left out: exactOptionalPropertyTypes tells the two apart. */
function withoutUndefined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Only keys with a value are kept, which is what the mapped type says.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
