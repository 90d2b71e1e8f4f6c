/** Room for them in an address, of the 2,048 characters that are read. As in public/sw.js, held to this by a test. */
const MOST = 1_800;

/**
 * Where words go that another app shares: into the box on `/sell`, where nothing is sent before a person does. The link
 * first: a title is only the page's that it comes from. What is too long ends with a whole word, for half a link is the
 * link of somebody else.
 */
export function pasteAddress(fields: ReadonlyMap<string, string>): string {
  const given = ['url', 'text', 'title'].map((name) => (fields.get(name) ?? '').trim());
  let words = [...new Set(given.filter(Boolean))].join('\n').slice(0, MOST);
  const address = () => `/sell?${new URLSearchParams({ text: words })}`;
  if (words === '') return '/';
  while (address().length > MOST) words = words.slice(0, -50).replace(/\S+$/, '');
  return address();
}
