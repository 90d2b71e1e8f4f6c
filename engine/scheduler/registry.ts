import type { FunctionDefinition } from '../protocol/function-definition';

/** The functions that some app serves now, as last registered. */
export class Registry {
  #functions = new Map<string, FunctionDefinition>();
  #byEvent = new Map<string, FunctionDefinition[]>();
  #cancelledBy = new Map<string, FunctionDefinition[]>();

  replace(functions: FunctionDefinition[]): void {
    this.#functions = new Map(functions.map((definition) => [definition.id, definition]));
    this.#byEvent = new Map();
    this.#cancelledBy = new Map();
    for (const definition of functions) {
      const events = definition.triggers.flatMap((trigger) => (trigger.kind === 'event' ? [trigger.event] : []));
      for (const event of new Set(events)) append(this.#byEvent, event, definition);
      for (const event of new Set(definition.cancelOn.map((entry) => entry.event))) {
        append(this.#cancelledBy, event, definition);
      }
    }
  }

  all(): FunctionDefinition[] {
    return [...this.#functions.values()];
  }

  get(functionId: string): FunctionDefinition | undefined {
    return this.#functions.get(functionId);
  }

  triggeredBy(eventName: string): FunctionDefinition[] {
    return this.#byEvent.get(eventName) ?? [];
  }

  cancelledBy(eventName: string): FunctionDefinition[] {
    return this.#cancelledBy.get(eventName) ?? [];
  }
}

function append(map: Map<string, FunctionDefinition[]>, key: string, definition: FunctionDefinition): void {
  const list = map.get(key);
  if (list) list.push(definition);
  else map.set(key, [definition]);
}
