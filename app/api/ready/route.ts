import { readReadiness } from '@/app/wiring/inngest';
import type { Readiness } from '@/lib/platform/readiness';

/**
 * Of all who ask at the same time the dependencies are asked once: this address has no limit, whoever watches Soko
 * needs it.
 */
let asking: Promise<Readiness> | undefined;

/** 200 when everything that web needs answers, 503 otherwise; each dependency's state and what is paused either way. */
export async function GET(): Promise<Response> {
  asking ??= readReadiness().finally(() => {
    asking = undefined;
  });
  const readiness = await asking;
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
