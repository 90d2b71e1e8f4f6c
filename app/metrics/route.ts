import { isLocal } from '@/app/server/client-address';
import { env } from '@/lib/platform/env';
import { METRICS_CHALLENGE, METRICS_REFUSED, metricsRegistry } from '@/lib/platform/metrics';
import { bearsToken } from '@/lib/platform/secrets';

export async function GET({ headers }: Request): Promise<Response> {
  if (!isLocal(headers) && !bearsToken(headers.get('authorization'), env().METRICS_TOKEN))
    return Response.json(METRICS_REFUSED, { status: 401, headers: METRICS_CHALLENGE });
  const registry = metricsRegistry();
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
  });
}
