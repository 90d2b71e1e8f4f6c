import { FileText, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { LARGEST_FILE_MB } from './read-link-file';
import type { Attachment, FileTrouble } from './use-paste';

interface AttachmentListProps {
  attachments: Attachment[];
  trouble: FileTrouble | null;
  onRemove(id: number): void;
}

/** Files and long texts that are handed in with what stands in the box. */
export function AttachmentList({ attachments, trouble, onRemove }: AttachmentListProps) {
  const words = useTranslations('sell.paste');
  return (
    <>
      {attachments.length > 0 ? (
        <ul aria-label={words('files')} className="flex flex-wrap gap-2">
          {attachments.map(({ id, name, links }) => {
            const shown = name ?? words('longText');
            return (
              <li
                key={id}
                className="flex max-w-full items-center gap-2 rounded-full border border-line bg-surface py-0.5 pr-0.5
                  pl-3 text-sm"
              >
                <FileText aria-hidden className="size-4 shrink-0 text-ink-soft" />
                <bdi className="truncate">{shown}</bdi>
                <span className="tabular shrink-0 text-ink-soft">{words('fileLinks', { count: links })}</span>
                <button
                  type="button"
                  onClick={() => onRemove(id)}
                  aria-label={words('removeFile', { name: shown })}
                  className="grid size-9 place-items-center rounded-full hover:bg-sunken"
                >
                  <X aria-hidden className="size-4" />
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
      {trouble ? (
        <Notice live tone="warn" title={trouble.name || words('longText')}>
          {words(`fileTrouble.${trouble.kind}`, { megabytes: LARGEST_FILE_MB })}
        </Notice>
      ) : null}
    </>
  );
}
