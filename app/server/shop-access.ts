import { cookies } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { database, publicUrl } from '@/app/wiring/process';
import { SokoError } from '@/lib/platform/errors';
import { isShopKey, makeShopKey, readShopAccess, type ShopAccess, type ShopLevel } from '@/lib/sellers/shop-access';
import { clientAddress } from './client-address';
import { rateLimits } from './rate-limits';
import { requestCookie } from './request-cookie';
import { assertSameOrigin, isHttps } from './same-origin';

/** By https no other host of the domain can set it: nobody gives a seller a key that is known to them. */
export const shopCookieName = (): string => (isHttps() ? '__Host-soko_shops' : 'soko_shops');

/** As long as browsers keep one; every answer that sets it begins anew. */
const KEPT_FOR_SECONDS = 400 * 24 * 60 * 60;

export interface GivenKey {
  key: string;
  /** Whether the client sends it by itself: then each answer renews it there. */
  inCookie: boolean;
}

/** The key of the device that a request comes from: an API client's `Authorization`, or a browser's cookie. */
export function givenShopKey(request: Request): GivenKey | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (bearer !== undefined) return isShopKey(bearer) ? { key: bearer, inCookie: false } : null;
  const key = requestCookie(request, shopCookieName());
  return key !== undefined && isShopKey(key) ? { key, inCookie: true } : null;
}

/** The same, or a new one for a device that has none. To be called where it is going to hold a shop. */
export const shopKeyFor = (request: Request): GivenKey =>
  givenShopKey(request) ?? { key: makeShopKey(), inCookie: true };

/** Has the browser keep its key. Scripts do not see it; forms of other sites are sent without it. */
export function keepShopKey(response: Response, { key, inCookie }: GivenKey): Response {
  if (!inCookie) return response;
  const secure = isHttps() ? '; Secure' : '';
  const cookie = `${shopCookieName()}=${key}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${KEPT_FOR_SECONDS}${secure}`;
  response.headers.append('set-cookie', cookie);
  return response;
}

/** For pages: the key of the device that asks. */
export const shopKeyOfPage = cache(async (): Promise<string | null> => {
  const key = (await cookies()).get(shopCookieName())?.value;
  return key !== undefined && isShopKey(key) ? key : null;
});

/**
 * For routes: the limit, where the request comes from, then whether its device holds the shop. Errors:
 * `too_many_requests`, `cross_site`, `seller_not_found` (404), `shop_not_yours`, `proof_needed` (403).
 */
export async function requireShop(request: Request, sellerId: string, level: ShopLevel): Promise<ShopAccess> {
  rateLimits().shops.take(clientAddress(request.headers));
  const given = givenShopKey(request);
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  // No other site's page can make a browser send an Authorization of its choice here.
  assertSameOrigin(request, publicUrl(), { strict: changes && given?.inCookie !== false });
  const access = await readShopAccess(database(), given?.key ?? null, sellerId);
  if (access === null) throw (await isSeller(sellerId)) ? notYours() : sellerNotFound();
  if (level === 'owner' && access.level !== 'owner') throw proofNeeded();
  return access;
}

/** For pages: whoever does not hold the shop, or has to own it, is led to where they can show that it is theirs. */
export const requireShopPage = cache(async (sellerId: string, level: ShopLevel): Promise<ShopAccess> => {
  const access = await readShopAccess(database(), await shopKeyOfPage(), sellerId);
  if (access !== null && (level === 'holder' || access.level === 'owner')) return access;
  if (access === null && !(await isSeller(sellerId))) notFound();
  redirect(`/sell/shops/${sellerId}/prove`);
});

async function isSeller(sellerId: string): Promise<boolean> {
  if (!z.uuid().safeParse(sellerId).success) return false;
  return (await database().seller.count({ where: { id: sellerId } })) > 0;
}

export const sellerNotFound = (): SokoError =>
  new SokoError({ code: 'seller_not_found', message: 'There is no shop with this id.', status: 404 });

const notYours = (): SokoError =>
  new SokoError({
    code: 'shop_not_yours',
    message: 'This device does not hold this shop. Paste its link, or show that the shop is yours.',
    status: 403,
  });

export const proofNeeded = (): SokoError =>
  new SokoError({
    code: 'proof_needed',
    message: 'Show first that this shop is yours: only then can it be changed from this device.',
    status: 403,
  });
