// What the API answers about a device's shops. Written in zod/mini: the browser reads answers by the same definitions.
import * as z from 'zod/mini';

export const forgottenShopSchema = z.object({ sellerId: z.uuid(), forgotten: z.literal(true) });
