/** Of a request's first so many cookies, whatever it sends. */
const MOST_READ = 100;

/** One cookie of a request, as it was sent: for the API, whose routes get plain requests. */
export function requestCookie({ headers }: Request, name: string): string | undefined {
  const sent = (headers.get('cookie') ?? '').split(/;\s*/, MOST_READ);
  return sent.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
