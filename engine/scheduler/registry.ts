import type { FunctionDefinition } from '../protocol/function-definition';

/** The functions that some app serves now, as last registered. */
export class Registry {
  #functions: FunctionDefinition[] = [];
  /** By what starts them. */
  #byEvent = new Map<string, FunctionDefinition[]>();
  #byFailureOf = new Map<string, FunctionDefinition[]>();

  replace(functions: FunctionDefinition[]): void {
    this.#functions = functions;
    this.#byEvent = groupBy(functions, ({ triggers }) =>
      triggers.flatMap((trigger) => (trigger.kind === 'event' ? trigger.event : [])),
    );
    this.#byFailureOf = groupBy(functions, ({ triggers }) =>
      triggers.flatMap((trigger) => (trigger.kind === 'failure' ? trigger.functionId : [])),
    );
  }

  all(): FunctionDefinition[] {
    return this.#functions;
  }

  triggeredBy(eventName: string): FunctionDefinition[] {
    return this.#byEvent.get(eventName) ?? [];
  }

  /** The `onFailure` handlers of a function. */
  failureHandlersOf(functionId: string): FunctionDefinition[] {
    return this.#byFailureOf.get(functionId) ?? [];
  }
}

function groupBy(functions: FunctionDefinition[], keysOf: (definition: FunctionDefinition) => string[]) {
  const groups = new Map<string, FunctionDefinition[]>();
  for (const definition of functions) {
    for (const key of new Set(keysOf(definition))) groups.set(key, [...(groups.get(key) ?? []), definition]);
  }
  return groups;
}
