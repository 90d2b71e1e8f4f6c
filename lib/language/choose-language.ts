import Negotiator from 'negotiator';
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES, type Language } from './languages.schema';

interface Wishes {
  /** `?lang=` of the address: a link to a page in that language. */
  asked?: string | null | undefined;
  /** What the person chose before. */
  remembered?: string | null | undefined;
  /** The browser's Accept-Language. */
  accepted?: string | null | undefined;
}

/** The link's language first, then the one chosen before, then the best of the browser's. Junk counts as not said. */
export function chooseLanguage({ asked, remembered, accepted }: Wishes): Language {
  return known(asked) ?? known(remembered) ?? bestOf(accepted) ?? DEFAULT_LANGUAGE;
}

export function known(word: string | null | undefined): Language | undefined {
  return isLanguage(word) ? word : undefined;
}

function bestOf(accepted: string | null | undefined): Language | undefined {
  if (!accepted) return undefined;
  return known(new Negotiator({ headers: { 'accept-language': accepted } }).language([...LANGUAGES]));
}
