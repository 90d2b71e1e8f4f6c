import { useTranslations } from 'next-intl';
import { useCodeMessage } from '@/components/language/use-code-message';
import type { SyncView } from '@/lib/syncs/sync-view.schema';

interface ScoutNotice {
  tone: 'info' | 'warn' | 'bad';
  title: string;
  text: string;
}

/** How reading the catalogue ended, when it is not simply "found". */
export function useScoutNotice(): (sync: SyncView) => ScoutNotice | null {
  const words = useTranslations('sell.scout');
  const codeMessage = useCodeMessage();
  return ({ state, outcome, detail }) => {
    const text = codeMessage(outcome, detail ?? words('oursText'));
    switch (outcome) {
      case null:
      case 'found':
      case 'links':
        return state === 'failed' ? { tone: 'bad', title: words('ours'), text } : null;
      case 'interstitial':
      case 'not_found':
      case 'blocked':
        return { tone: 'warn', title: words(outcome), text };
      default:
        return { tone: 'warn', title: words('unread'), text };
    }
  };
}
