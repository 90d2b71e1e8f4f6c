/** Where app/server/only-requests.ts sends what is no request. */
const answer = () =>
  Response.json(
    { error: { code: 'bad_request', message: 'The address or the Host of this request is none.' } },
    { status: 400, headers: { 'cache-control': 'no-store' } },
  );

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as PATCH, answer as POST, answer as PUT };
