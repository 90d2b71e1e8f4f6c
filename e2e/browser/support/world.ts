import type { APIRequestContext } from '@playwright/test';

/** Does something to the stand-in WhatsApp while the system runs (e2e/world/control/commands.ts). */
export async function inWorld(
  request: APIRequestContext,
  origin: string,
  command: string,
  data: object,
): Promise<unknown> {
  const answer = await request.post(`${origin}/_control/${command}`, { data });
  if (!answer.ok()) throw new Error(`the world refused ${command}: ${await answer.text()}`);
  return answer.json();
}
