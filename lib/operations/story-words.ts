import { type LogWords, logWords, type WordsTone } from './log-words';
import type { StoryLine } from './product-story';

export interface StoryWords extends LogWords {
  /** Whose doing, where it is somebody's: a user's id, 'cli', 'seller:ID', or a model's name. */
  by: string | null;
}

const FOUND: Record<string, string> = {
  catalogue: 'Found in the seller’s catalogue',
  links: 'Found by a pasted link',
  heartbeat: 'A heartbeat reads it again',
  replay: 'It was started again',
};

const REVIEWED: Record<string, readonly [what: string, tone: WordsTone]> = {
  approved: ['Judged: approved', 'good'],
  flagged: ['Judged: a moderator has to decide', 'warn'],
  rejected: ['Judged: rejected', 'bad'],
  approve: ['A moderator approved it', 'good'],
  reject: ['A moderator rejected it', 'bad'],
  put_back: ['A moderator put it back into the queue', 'warn'],
  fix: ['A moderator asked the seller to fix it', 'warn'],
  escalate: ['A moderator escalated it', 'warn'],
  category: ['A moderator corrected the category', 'neutral'],
};

/** One line of a product's story in words. */
export function storyWords(line: StoryLine): StoryWords {
  const { source, kind, code, message, actor, detail } = line;
  switch (source) {
    case 'found':
      return { what: FOUND[kind] ?? kind, why: message, tone: message ? 'bad' : 'neutral', by: null };
    case 'log':
      return { ...logWords({ eventType: kind, code, detail, message }), by: null };
    case 'review': {
      const [what, tone] = REVIEWED[kind] ?? [`Judged: ${inWords(kind)}`, 'neutral'];
      return { what, tone, why: whyReviewed(line), by: actor };
    }
    case 'undone':
      return { what: 'That decision was taken back', why: null, tone: 'warn', by: actor };
    case 'report':
      return { what: `A shopper reported it: ${inWords(kind)}`, why: message, tone: 'warn', by: null };
    case 'appeal':
      return { what: 'The seller appealed', why: message, tone: 'warn', by: null };
    case 'appeal_decided':
      return { what: `The appeal was decided: ${inWords(kind)}`, why: null, tone: 'neutral', by: actor };
    case 'audit':
      return { what: sentence(kind), why: message, tone: 'neutral', by: actor };
  }
}

function whyReviewed({ code, message, detail }: StoryLine): string | null {
  const problems = code === null ? '' : code.split(',').map(inWords).join(', ');
  const confidence =
    typeof detail === 'object' && detail !== null && 'confidence' in detail && typeof detail.confidence === 'number'
      ? `confidence ${detail.confidence.toFixed(2)}`
      : '';
  return [message ?? '', problems, confidence].filter(Boolean).join(' · ') || null;
}

const inWords = (code: string): string => code.replaceAll('_', ' ');
/** `product.hidden` → `Product hidden` */
const sentence = (action: string): string => {
  const words = inWords(action.replaceAll('.', ' '));
  return words.charAt(0).toUpperCase() + words.slice(1);
};
