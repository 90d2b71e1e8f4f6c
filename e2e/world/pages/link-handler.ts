import { actOutFault, htmlVoice } from '@/e2e/world/http/act-out-fault';
import { type Exchange, pause, redirect } from '@/e2e/world/http/exchange';
import type { WorldState } from '@/e2e/world/world-state';

export interface LinkTarget {
  product?: string;
  seller: string;
  /** Where the link leads, without query. */
  path: string;
}

/** The hop of a pasted link: `/c/PHONE` and `/p/ID/PHONE`. A catalogue's always adds ?app_absent=0. */
export async function answerLink(
  exchange: Exchange,
  target: LinkTarget,
  state: WorldState,
  origin: string,
): Promise<void> {
  const { takeover, features } = state.quirks.take('link', {
    ...target,
    agent: exchange.agent,
  });
  const slow = features.reduce((sum, feature) => sum + (feature.kind === 'slow' ? feature.ms : 0), 0);
  await pause(exchange, state.latencyOf('link', target.seller) + slow);
  if (takeover !== undefined) return actOutFault(exchange, takeover, htmlVoice);
  const locale = features.find((feature) => feature.kind === 'locale');
  const wanted = features.find((feature) => feature.kind === 'app-absent');
  const appAbsent = wanted?.on ?? (target.product === undefined || Number(target.product.at(-1)) % 2 === 0);
  const prefix = locale === undefined ? '' : `/${locale.locale}`;
  return redirect(exchange, `${origin}${prefix}${target.path}${appAbsent ? '?app_absent=0' : ''}`);
}
