import type { ModerationDeps } from '@/lib/moderation/decide-review';
import { type Auth, createAuth } from '@/lib/platform/auth';
import { database as platformDatabase } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';
import { createLogger, type Logger } from '@/lib/platform/logger';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { deriveKey } from '@/lib/platform/secrets';
import type { SearchDeps } from '@/lib/search/search-products';
import type { OnboardDeps } from '@/lib/sellers/onboard-sellers';

/** What the web process holds for as long as it runs. Kept across Next's bundles and reloads, each of which loads this module anew. */
interface Shared {
  auth?: Auth;
  logger?: Logger;
}
const holder = globalThis as { sokoWeb?: Shared };
holder.sokoWeb ??= {};
const shared = holder.sokoWeb;

export function database(): PrismaClient {
  return platformDatabase().prisma;
}

export function logger(): Logger {
  shared.logger ??= createLogger({ name: 'web', level: env().LOG_LEVEL });
  return shared.logger;
}

export function auth(): Auth {
  shared.auth ??= createAuth({ db: database(), key: deriveKey('session cookies') });
  return shared.auth;
}

export function publicUrl(): string {
  return env().PUBLIC_URL;
}

export function whatsappOrigin(): string {
  return env().WHATSAPP_ORIGIN;
}

export function onboardDeps(): OnboardDeps {
  return {
    db: database(),
    whatsappOrigin: whatsappOrigin(),
    phoneKey: deriveKey('phone hashes'),
    tokenKey: deriveKey('sync tokens'),
    requestSync: async () => {},
    requestHydration: async () => {},
  };
}

export function moderationDeps(): ModerationDeps {
  return { db: database(), relist: async () => {}, announceApproved: async () => {} };
}

export async function searchDeps(): Promise<SearchDeps> {
  throw new SokoError({ code: 'search_unavailable', message: 'x', status: 503 });
}

export async function similarDeps(): Promise<Omit<SearchDeps, 'embedder'>> {
  throw new SokoError({ code: 'search_unavailable', message: 'x', status: 503 });
}
