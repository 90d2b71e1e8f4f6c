import type { ContextDeps } from '@/lib/moderation/review-context/read-review-context';
import { database, whatsappOrigin } from './process';
import { vectors } from './search';

export function contextDeps(): ContextDeps {
  return { db: database(), vectors, whatsappOrigin: whatsappOrigin() };
}
