/** The commands of a Markdown section's shell blocks, line by line, without what is said about them. */
export function commandsUnder(heading: string, markdown: string): string[] {
  const blocks = [...sectionUnder(heading, markdown).matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.split('\n'));
  return lines.map((line) => line.replace(/(^|\s+)#.*$/, '')).filter((line) => line !== '');
}

/** With what is below it, up to the next heading of its level or above. */
function sectionUnder(heading: string, markdown: string): string {
  const headings = [...markdown.matchAll(/^(##+) (.+)$/gm)].map(({ index, 1: marks = '', 2: title }) => {
    return { index, level: marks.length, title };
  });
  const at = headings.findIndex(({ title }) => title === heading);
  const start = headings[at];
  if (start === undefined) throw new Error(`there is no section "${heading}"`);
  const next = headings.slice(at + 1).find(({ level }) => level <= start.level);
  return markdown.slice(start.index, next?.index);
}
