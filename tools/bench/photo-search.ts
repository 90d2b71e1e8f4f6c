import { z } from 'zod';

const answer = z.object({
  results: z.array(z.object({ score: z.number() })),
  took: z.object({ embedMs: z.number(), totalMs: z.number() }),
});

/** One search by photo, in milliseconds. */
export interface PhotoSearch {
  /** From sending the photo until the answer was read. */
  wallMs: number;
  /** Waiting for the model. */
  embedMs: number;
  /** What the server says the search took beside the model. */
  restMs: number;
}

let clients = 0;

/** An address that has not searched yet, as a proxy would name it: rate limits are for one client. */
export function anotherClient(): string {
  clients += 1;
  return `100.64.${(clients >> 8) & 255}.${clients & 255}`;
}

export async function searchByPhoto(url: string, photo: Buffer, client: string): Promise<PhotoSearch> {
  const form = new FormData();
  form.set('image', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
  const startedAt = performance.now();
  const response = await fetch(`${url}/api/search`, {
    method: 'POST',
    body: form,
    headers: { 'x-forwarded-for': client },
  });
  const body: unknown = await response.json();
  const wallMs = performance.now() - startedAt;
  if (response.status !== 200) throw new Error(`the search answered ${response.status}: ${JSON.stringify(body)}`);
  const { results, took } = answer.parse(body);
  if (results.length === 0) throw new Error('the search found nothing');
  return { wallMs, embedMs: took.embedMs, restMs: took.totalMs - took.embedMs };
}
