import {
  DockerfileParser,
  Healthcheck,
  type Instruction,
  JSONInstruction,
  ModifiableInstruction,
  PropertyInstruction,
} from 'dockerfile-ast';

/** One image in the making: all that stands between a FROM and the next. */
export interface Stage {
  from: string;
  name: string | null;
  steps: Step[];
}

export type Step =
  | { do: 'run'; command: string }
  | { do: 'copy'; from: string | null; sources: string[]; to: string }
  | { do: 'env'; variables: Record<string, string> }
  | { do: 'workdir' | 'user' | 'volume'; value: string }
  | { do: 'healthcheck' | 'entrypoint' | 'command'; words: string[] };

/** The stages of a Dockerfile, as far as ours goes; what it does not know it refuses, so that nothing is skipped. */
export function readDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') stages.push(readFrom(instruction));
    else {
      const stage = stages.at(-1);
      if (stage === undefined) throw unknown(instruction);
      const step = readStep(instruction);
      if (step !== null) stage.steps.push(step);
    }
  }
  return stages;
}

function readFrom(instruction: Instruction): Stage {
  const [from, as, name = null, ...more] = wordsOf(instruction);
  if (from === undefined || (as !== undefined && as.toUpperCase() !== 'AS') || more.length > 0)
    throw unknown(instruction);
  return { from, name, steps: [] };
}

function readStep(instruction: Instruction): Step | null {
  switch (instruction.getKeyword()) {
    case 'RUN':
      return { do: 'run', command: shellCommand(instruction) };
    case 'COPY':
      return readCopy(instruction);
    case 'ENV':
      return { do: 'env', variables: variablesOf(instruction) };
    case 'WORKDIR':
      return { do: 'workdir', value: onlyWord(instruction) };
    case 'USER':
      return { do: 'user', value: onlyWord(instruction) };
    case 'VOLUME':
      return { do: 'volume', value: onlyWord(instruction) };
    case 'HEALTHCHECK':
      return { do: 'healthcheck', words: healthCommand(instruction) };
    case 'ENTRYPOINT':
      return { do: 'entrypoint', words: jsonWords(instruction) };
    case 'CMD':
      return { do: 'command', words: jsonWords(instruction) };
    case 'EXPOSE':
      return null;
    default:
      throw unknown(instruction);
  }
}

function readCopy(instruction: Instruction): Step {
  const flags = flagsOf(instruction);
  const words = wordsOf(instruction);
  const to = words.pop();
  if (to === undefined || words.length === 0 || flags.some(([name]) => name !== 'from')) throw unknown(instruction);
  return { do: 'copy', from: flags[0]?.[1] ?? null, sources: words, to };
}

function shellCommand(instruction: Instruction): string {
  const isJson = instruction instanceof JSONInstruction && instruction.getJSONStrings().length > 0;
  if (isJson || flagsOf(instruction).length > 0) throw unknown(instruction);
  return instruction.getArgumentsContent() ?? '';
}

function healthCommand(instruction: Instruction): string[] {
  const command = /^CMD\s+(\[.*\])$/s.exec((instruction.getArgumentsContent() ?? '').replace(/^(--\S+\s+)+/, ''))?.[1];
  if (!(instruction instanceof Healthcheck) || command === undefined) throw unknown(instruction);
  return parseWords(command, instruction);
}

function jsonWords(instruction: Instruction): string[] {
  return parseWords(instruction.getArgumentsContent() ?? '', instruction);
}

function parseWords(json: string, instruction: Instruction): string[] {
  const words: unknown = JSON.parse(json);
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) throw unknown(instruction);
  return words;
}

function variablesOf(instruction: Instruction): Record<string, string> {
  if (!(instruction instanceof PropertyInstruction)) throw unknown(instruction);
  return Object.fromEntries(
    instruction.getProperties().map((property) => [property.getName(), property.getValue() ?? '']),
  );
}

function flagsOf(instruction: Instruction): [string, string | null][] {
  if (!(instruction instanceof ModifiableInstruction)) return [];
  return instruction.getFlags().map((flag) => [flag.getName(), flag.getValue()]);
}

const wordsOf = (instruction: Instruction): string[] =>
  instruction.getArguments().map((argument) => argument.getValue());

function onlyWord(instruction: Instruction): string {
  const [word, ...more] = wordsOf(instruction);
  if (word === undefined || more.length > 0) throw unknown(instruction);
  return word;
}

function unknown(instruction: Instruction): Error {
  return new Error(`test:install cannot perform this line of the Dockerfile: ${instruction.toString()}`);
}
