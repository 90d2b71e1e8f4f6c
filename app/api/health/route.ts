/** Alive: the process answers. What it depends on is `/api/ready`'s to tell. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
