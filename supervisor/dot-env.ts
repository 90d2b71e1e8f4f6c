import { existsSync } from 'node:fs';
import path from 'node:path';

/** Settings from `.env` in the project's folder, for what the environment leaves unset. */
export function loadDotEnv(root: string): void {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
