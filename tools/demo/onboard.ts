import { z } from 'zod';
import type { Paste } from '@/e2e/world/demo-sellers';

const answerSchema = z.object({ sellers: z.array(z.object({ phone: z.string(), syncId: z.string() })) });

export interface DemoSync {
  name: string;
  phone: string;
  syncId: string;
}

/** Pastes what each seller would, as they would: through the public API. */
export async function onboard(url: string, pastes: Paste[]): Promise<DemoSync[]> {
  return Promise.all(pastes.map((paste) => onboardOne(url, paste)));
}

async function onboardOne(url: string, { name, phone, text }: Paste): Promise<DemoSync> {
  const answer = await fetch(`${url}/api/sellers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  const body = await answer.text();
  if (answer.status !== 202) throw new Error(`${name} could not be onboarded (${answer.status}): ${body}`);
  const seller = answerSchema.parse(JSON.parse(body)).sellers.find((seller) => seller.phone === phone);
  if (seller === undefined) throw new Error(`${name} is missing in the answer: ${body}`);
  return { name, phone, syncId: seller.syncId };
}
