import { METRICS_CHALLENGE, METRICS_REFUSED, metricsRegistry } from '@/lib/platform/metrics';
import { bearsToken } from '@/lib/platform/secrets';
import { isFromThisMachine } from '@/lib/platform/this-machine';
import { answerJson, type Handler } from './http-server';

/** GET /metrics, for this machine and for whoever bears METRICS_TOKEN. */
export const createMetricsEndpoint =
  (token: string | undefined): Handler =>
  async ({ headers, socket }, response) => {
    if (!isFromThisMachine({ peer: socket.remoteAddress, headers }) && !bearsToken(headers.authorization, token))
      return answerJson(response, 401, METRICS_REFUSED, METRICS_CHALLENGE);
    const registry = metricsRegistry();
    const text = await registry.metrics();
    response.writeHead(200, { 'content-type': registry.contentType }).end(text);
  };
