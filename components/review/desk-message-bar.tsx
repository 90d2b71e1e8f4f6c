import { Undo2, X } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonStyle } from '@/components/ui/button';
import { Key } from '@/components/ui/key';
import { Notice } from '@/components/ui/notice';
import type { DeskMessage } from './desk-state';

interface DeskMessageBarProps {
  message: DeskMessage | null;
  onUndo(): void;
  /** Without it the message stays until its cause is gone. */
  onDismiss?: (() => void) | undefined;
}

/** What came of the last thing that was done, above everything else: nothing below it moves. */
export function DeskMessageBar({ message, onUndo, onDismiss }: DeskMessageBarProps) {
  if (!message) return null;
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-32 z-30 flex justify-center px-3 sm:bottom-5">
      <Notice
        live
        tone={message.tone}
        title={message.text}
        className="pointer-events-auto max-w-2xl animate-settle shadow-high [overflow-wrap:anywhere]"
        action={
          <div className="flex gap-1">
            {message.link ? (
              <Link href={message.link.href} prefetch={false} className={buttonStyle({ size: 'sm' })}>
                {message.link.label}
              </Link>
            ) : null}
            {message.canUndo ? (
              <Button look="ghost" size="sm" onClick={onUndo}>
                <Undo2 aria-hidden /> Undo <Key>u</Key>
              </Button>
            ) : null}
            {onDismiss ? (
              <Button look="ghost" size="icon-sm" onClick={onDismiss} aria-label="Close this message">
                <X aria-hidden />
              </Button>
            ) : null}
          </div>
        }
      />
    </div>
  );
}
