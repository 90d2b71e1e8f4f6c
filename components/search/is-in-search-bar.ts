export const SEARCH_BAR = 'search-bar';

/** Whether something happened in the search bar on top of every page: a shop's page has a search box of its own. */
export function isInSearchBar(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`#${SEARCH_BAR}`) !== null;
}
