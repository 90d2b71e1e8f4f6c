import { RateLimit } from '@/lib/platform/rate-limit';
import { SignInLimits } from '@/lib/platform/sign-in-limits';

/** Kept across Next's bundles, which would otherwise each count for themselves. */
const shared = globalThis as { sokoLimits?: ReturnType<typeof create> };

/** Wide enough for an office behind one address, narrow enough that one client cannot occupy the model. */
function create() {
  return {
    search: new RateLimit({ burst: 300, perMinute: 300, what: 'searches' }),
    // Asked for while somebody types, once every few letters; from memory.
    suggestions: new RateLimit({ burst: 600, perMinute: 1_200, what: 'suggestions' }),
    // Lists, similar products, sitemaps: cheap each, and a feed asks for many. Stops who reads the market in a loop.
    browse: new RateLimit({ burst: 600, perMinute: 1_200, what: 'lists' }),
    // A page takes 10 ms and more to write; a shopper opens one in some seconds, an office or a campus many.
    pages: new RateLimit({ burst: 1_200, perMinute: 1_200, what: 'pages' }),
    // A feed shows 60, most of which a browser that was here before has.
    pictures: new RateLimit({ burst: 3_000, perMinute: 3_000, what: 'pictures' }),
    // A seller's progress page asks every other second, for each sync it shows.
    syncs: new RateLimit({ burst: 1_200, perMinute: 3_000, what: 'looks at syncs' }),
    // What only signed-in people may do: each request looks for its session, whether there is one or not.
    // A moderator who decides one product a second asks for 200 things a minute, and an office has one address.
    consoles: new RateLimit({ burst: 1_200, perMinute: 2_400, what: 'requests' }),
    // A seller pastes once or twice, an agency a sheet of links in portions.
    sellers: new RateLimit({ burst: 30, perMinute: 10, what: 'pastes' }),
    // One for each product that a moderator opens, and the next two; beside the consoles' other requests for it.
    judgedPictures: new RateLimit({ burst: 300, perMinute: 600, what: 'pictures at the review desk' }),
    // What sellers see and do of their own shops: a page asks every other second while it waits for something.
    shops: new RateLimit({ burst: 300, perMinute: 600, what: 'requests for shops' }),
    // Codes to prove a shop with: an agency proves some in a row.
    proofs: new RateLimit({ burst: 30, perMinute: 2, what: 'codes' }),
    // Each has a page of WhatsApp's read up to six times.
    proofLooks: new RateLimit({ burst: 20, perMinute: 4, what: 'looks for a code' }),
    // An hour's, two full pastes: each costs a visit with a browser, of which there are two.
    catalogues: new RateLimit({ burst: 60, perMinute: 1, what: 'catalogues' }),
    // An hour's, two full pastes: each costs a page read at WhatsApp's, at twenty at once.
    productLinks: new RateLimit({ burst: 10_000, perMinute: 10_000 / 60, what: 'product links' }),
    // A feed may show a screenful of dead links, each asked about twice.
    deadPictures: new RateLimit({ burst: 120, perMinute: 60, what: 'pictures that would not load' }),
    // One beside each page that is opened; counted in memory.
    counts: new RateLimit({ burst: 600, perMinute: 1_200, what: 'pages' }),
    // A mail is confirmed or ended once.
    mailLinks: new RateLimit({ burst: 60, perMinute: 20, what: 'links' }),
    reports: new RateLimit({ burst: 30, perMinute: 6, what: 'reports' }),
    signIns: new SignInLimits(),
  };
}

export function rateLimits() {
  shared.sokoLimits ??= create();
  return shared.sokoLimits;
}
