import { readFileSync } from 'node:fs';
import { SokoError } from './errors';

/** Whose value is nobody's to see: only whether there is one. */
export const SECRETS = [
  ...['SOKO_SECRET', 'WORKER_TOKEN', 'METRICS_TOKEN', 'INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY', 'MILVUS_TOKEN'],
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'GEMINI_API_KEY'],
  'OTEL_EXPORTER_OTLP_HEADERS',
];
/** Addresses that have a password in them. */
const ADDRESSES = ['DATABASE_URL', 'SMTP_URL'];

/**
 * Puts what the file named by `NAME_FILE` holds in the place of `NAME`, for each secret: so that containers are handed
 * files, and children of this process the settings they know. Errors: `invalid_environment`.
 */
export function readSecretFiles(source: Record<string, string | undefined>): void {
  const problems: string[] = [];
  for (const name of [...SECRETS, ...ADDRESSES]) {
    const setting = `${name}_FILE`;
    const file = source[setting]?.trim();
    if (!file) continue;
    if (source[name]?.trim()) problems.push(`${setting}: ${name} is set as well; one of them is enough`);
    else source[name] = read(setting, file, problems);
    delete source[setting];
  }
  if (problems.length === 0) return;
  throw new SokoError({
    code: 'invalid_environment',
    message: `The environment has secrets that cannot be read:\n  ${problems.join('\n  ')}`,
  });
}

function read(setting: string, file: string, problems: string[]): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    problems.push(`${setting}: ${error instanceof Error ? error.message : String(error)}`);
    return '';
  }
}
