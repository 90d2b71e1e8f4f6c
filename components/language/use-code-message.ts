import { useMessages } from 'next-intl';

/**
 * What a code means in the page's language: errors, refusals and outcomes come with their English words from where they
 * arise.
 */
export function useCodeMessage(): (code: string | null | undefined, english: string) => string {
  const { codes } = useMessages();
  return (code, english) => (code ? codes[code] : undefined) ?? english;
}
