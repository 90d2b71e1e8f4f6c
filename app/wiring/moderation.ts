import { fetchJudgedPicture, type JudgedPicture } from '@/lib/moderation/judged-picture/worker-pictures';
import type { ContextDeps } from '@/lib/moderation/review-context/read-review-context';
import { env, requireSetting } from '@/lib/platform/env';
import { database, whatsappOrigin } from './process';
import { vectors } from './search';

export function contextDeps(): ContextDeps {
  return { db: database(), vectors, whatsappOrigin: whatsappOrigin() };
}

export function judgedPicture(productId: string, signal: AbortSignal): Promise<JudgedPicture> {
  const worker = { workerUrl: env().WORKER_URL, workerToken: requireSetting('WORKER_TOKEN') };
  return fetchJudgedPicture(worker, productId, signal);
}
