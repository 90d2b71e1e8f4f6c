import { PrismaPg } from '@prisma/adapter-pg';
import { type Auth, createAuth } from '@/lib/platform/auth';
import { SokoError } from '@/lib/platform/errors';
import { PrismaClient } from '@/lib/platform/prisma-client/client';
import { findLiveProducts } from '@/lib/search/product-rows';
import type { SearchDeps } from '@/lib/search/search-products';

const g = globalThis as unknown as { sokoDb?: PrismaClient; sokoAuth?: Auth };

export function database(): PrismaClient {
  g.sokoDb ??= new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL ?? '' }) });
  return g.sokoDb;
}

export function auth(): Auth {
  g.sokoAuth ??= createAuth({ db: database(), secret: process.env.SOKO_SECRET ?? 'dev-dev-dev-dev-dev-dev' });
  return g.sokoAuth;
}

export async function searchDeps(): Promise<SearchDeps> {
  throw new SokoError({ code: 'search_unavailable', message: 'x', status: 503 });
}

export async function similarDeps(): Promise<Omit<SearchDeps, 'embedder'>> {
  void findLiveProducts;
  throw new SokoError({ code: 'search_unavailable', message: 'x', status: 503 });
}
