/** The commands of a Markdown section's shell blocks, line by line, without what is said about them. */
export function commandsUnder(heading: string, markdown: string): string[] {
  const section = markdown.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`there is no section "${heading}"`);
  const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.split('\n'));
  return lines.map((line) => line.replace(/(^|\s+)#.*$/, '')).filter((line) => line !== '');
}
