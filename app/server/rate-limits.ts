import { RateLimit } from '@/lib/platform/auth-rate-limit';
import { SignInLimits } from '@/lib/platform/auth-sign-in-limits';

/** Kept across Next's bundles, which would otherwise each count for themselves. */
const shared = globalThis as { sokoLimits?: ReturnType<typeof create> };

/** Wide enough for an office behind one address, narrow enough that one client cannot occupy the model. */
function create() {
  return {
    search: new RateLimit({ burst: 300, perMinute: 300, what: 'searches' }),
    // Lists, similar products, sitemaps: cheap each, and a feed asks for many. Stops what reads the whole market in a loop.
    browse: new RateLimit({ burst: 600, perMinute: 1_200, what: 'pages' }),
    sellers: new RateLimit({ burst: 60, perMinute: 60, what: 'pastes' }),
    // A feed may show a screenful of dead links, each asked about twice.
    deadPictures: new RateLimit({ burst: 120, perMinute: 60, what: 'pictures that would not load' }),
    reports: new RateLimit({ burst: 30, perMinute: 6, what: 'reports' }),
    signIns: new SignInLimits(),
  };
}

export function rateLimits() {
  shared.sokoLimits ??= create();
  return shared.sokoLimits;
}
