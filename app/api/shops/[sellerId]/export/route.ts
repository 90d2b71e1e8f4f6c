import { exportQuerySchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { requireShop } from '@/app/server/shop-access';
import { streamText } from '@/app/server/stream-text';
import { database } from '@/app/wiring/process';
import { exportShop } from '@/lib/sellers/export-shop';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const;

/** All products of a shop as a file, written while it is read. */
export const GET = apiRoute<{ params: Promise<{ sellerId: string }> }>(async (request, { params }) => {
  const { phone } = await requireShop(request, (await params).sellerId, 'holder');
  const { format } = exportQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return new Response(streamText(exportShop(database(), phone, format)), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="soko-products.${format}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});
