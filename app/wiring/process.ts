import type { Pool } from 'pg';
import type { LocalObjectStore } from '@/lib/media/local-object-store';
import { openFolder } from '@/lib/media/open-object-store';
import { type Auth, type AuthSettings, createAuth } from '@/lib/platform/auth';
import { database as platformDatabase } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { createLogger, type Logger } from '@/lib/platform/logger';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { deriveKey } from '@/lib/platform/secrets';
import type { ListingPolicy } from '@/lib/products/listing';
import { Vocabulary } from '@/lib/words/vocabulary';
import { kept } from './kept';

const shared = kept<{
  auth: Auth;
  logger: Logger;
  localObjects: LocalObjectStore;
  vocabulary: Vocabulary;
}>('process');

export function database(): PrismaClient {
  return platformDatabase().prisma;
}

/** The same database, for what is asked past Prisma. */
export function pool(): Pool {
  return platformDatabase().pool;
}

/** What the live products' words are. */
export function vocabulary(): Vocabulary {
  shared.vocabulary ??= new Vocabulary(pool());
  return shared.vocabulary;
}

export function logger(): Logger {
  shared.logger ??= createLogger({ name: 'web', level: env().LOG_LEVEL });
  return shared.logger;
}

export function auth(): Auth {
  shared.auth ??= createAuth(authSettings());
  return shared.auth;
}

export function authSettings(): AuthSettings {
  return { db: database(), key: deriveKey('session cookies') };
}

export function publicUrl(): string {
  return env().PUBLIC_URL;
}

export function whatsappOrigin(): string {
  return env().WHATSAPP_ORIGIN;
}

export function listingPolicy(): ListingPolicy {
  return env().LISTING_POLICY;
}

/** Whom people may write to. */
export function contact(): { email: string | null; whatsapp: string | null } {
  const { CONTACT_EMAIL = null, CONTACT_WHATSAPP = null } = env();
  return { email: CONTACT_EMAIL, whatsapp: CONTACT_WHATSAPP };
}

/** The same for the API’s words; undefined where there is nobody. */
export function contactInWords(): string | undefined {
  const { email, whatsapp } = contact();
  const ways = [...(email === null ? [] : [email]), ...(whatsapp === null ? [] : [`+${whatsapp} on WhatsApp`])];
  return ways.length === 0 ? undefined : ways.join(' or ');
}

/** The folder that `/media` serves; with a bucket, what has not been moved there. */
export function localObjectStore(): LocalObjectStore {
  shared.localObjects ??= openFolder(env());
  return shared.localObjects;
}
