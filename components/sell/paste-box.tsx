'use client';

import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/field';
import { AttachmentList } from './attachment-list';
import type { Paste } from './use-paste';

interface PasteBoxProps {
  paste: Paste;
  label: string;
  /** What may be pasted, and how much of it. */
  hints: string[];
  placeholder: string;
  rows: number;
}

/** Where links are pasted. What is too long for the box, and files, stand under it. */
export function PasteBox({ paste, label, hints, placeholder, rows }: PasteBoxProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <Textarea
        id={id}
        value={paste.typed}
        onChange={(event) => paste.setTyped(event.target.value)}
        onPaste={(event) => {
          if (paste.takeLongText(event.clipboardData.getData('text'))) event.preventDefault();
        }}
        rows={rows}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        placeholder={placeholder}
      />
      <div id={`${id}-hint`} className="flex flex-col gap-1 text-sm text-ink-soft">
        {hints.map((hint) => (
          <p key={hint}>{hint}</p>
        ))}
      </div>
      <AttachmentList attachments={paste.attachments} trouble={paste.trouble} onRemove={paste.detach} />
    </div>
  );
}

/** Links out of text and CSV files. */
export function FilePicker({ onFiles, children }: { onFiles(files: File[]): void; children: ReactNode }) {
  const words = useTranslations('sell.paste');
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={file}
        type="file"
        accept=".txt,.csv,text/plain,text/csv"
        multiple
        hidden
        aria-label={words('fileLabel')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button look="ghost" size="lg" onClick={() => file.current?.click()} className="max-sm:w-full">
        <FileText aria-hidden />
        {children}
      </Button>
    </>
  );
}
