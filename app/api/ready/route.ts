import { readReadiness } from '@/app/wiring';

/** 200 when everything that web needs answers, 503 otherwise; each dependency's state either way. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
