import { isPortFree } from '@/supervisor/free-port';

/** The same at every start while they are free: a kept demo's image links stay good. */
const USUAL = { port: 4600, cdnPort: 4601, geminiPort: 4602 };

export async function chooseWorldPorts(): Promise<Partial<typeof USUAL>> {
  const free = await Promise.all(Object.values(USUAL).map((port) => isPortFree(port, '127.0.0.1')));
  return free.every(Boolean) ? USUAL : {};
}
