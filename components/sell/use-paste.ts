'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { type PastedLinks, readPastedLinks } from '@/lib/catalog/links';
import { compactPaste } from './compact-paste';
import { readLinkFile } from './read-link-file';

/** A text beyond this is kept beside the box: showing it there would make a cheap phone slow. */
const LONGEST_IN_BOX = 20_000;

/** A file, or a long text: its links, with what of it cannot be used. */
export interface Attachment {
  id: number;
  /** Null for a pasted text. */
  name: string | null;
  text: string;
  links: number;
}

export type FileTrouble = { name: string; kind: 'too_large' | 'not_text' | 'no_links' };

export type Paste = ReturnType<typeof usePaste>;

/**
 * Everything that is being pasted: what stands in the box, files, and texts too long for it. `given`: what stands in it
 * at first.
 */
export function usePaste(whatsappOrigin: string, given = '') {
  const [typed, setTyped] = useState(given);
  const [attachments, setAttachments] = useState<Attachment[]>([]);
  const [trouble, setTrouble] = useState<FileTrouble | null>(null);
  const text = [typed.trim(), ...attachments.map((attachment) => attachment.text)].filter(Boolean).join('\n');
  const deferred = useDeferredValue(text);
  const links: PastedLinks = useMemo(() => readPastedLinks(deferred, { whatsappOrigin }), [deferred, whatsappOrigin]);

  function attach(name: string | null, given: string): void {
    const read = readPastedLinks(given, { whatsappOrigin });
    const count = read.catalogues.length + read.products.length;
    if (count === 0) {
      setTrouble({ name: name ?? '', kind: 'no_links' });
      return;
    }
    const text = compactPaste(read, whatsappOrigin);
    setAttachments((before) => [...before, { id: (before.at(-1)?.id ?? 0) + 1, name, text, links: count }]);
  }

  async function addFiles(files: Iterable<File>): Promise<void> {
    setTrouble(null);
    for (const file of files) {
      const read = await readLinkFile(file);
      if (read.kind === 'text') attach(file.name, read.text);
      else setTrouble({ name: file.name, kind: read.kind });
    }
  }

  /** True: it was too long for the box and is kept beside it. */
  function takeLongText(given: string): boolean {
    if (given.length <= LONGEST_IN_BOX) return false;
    setTrouble(null);
    attach(null, given);
    return true;
  }

  const detach = (id: number) => setAttachments((before) => before.filter((attachment) => attachment.id !== id));
  return { typed, setTyped, text, links, attachments, trouble, addFiles, takeLongText, detach };
}
