import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';

/** Bytes, compressed, of the scripts that a page's HTML asks for. Those for browsers without modules are fetched by none today. */
export async function firstLoadScripts(url: string): Promise<number> {
  const $ = load(await (await fetch(url)).text());
  const sources = new Set(
    $('script[src]:not([nomodule])')
      .toArray()
      .map((script) => new URL($(script).attr('src') ?? '', url).href),
  );
  let bytes = 0;
  for (const source of sources) bytes += gzipSync(Buffer.from(await (await fetch(source)).arrayBuffer())).byteLength;
  return bytes;
}
