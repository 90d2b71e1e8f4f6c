import { Undo2, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { DeskMessage } from './desk-state';

interface DeskMessageBarProps {
  message: DeskMessage | null;
  canUndo: boolean;
  onUndo(): void;
  onDismiss(): void;
}

export function DeskMessageBar({ message, canUndo, onUndo, onDismiss }: DeskMessageBarProps) {
  if (!message) return null;
  return (
    <Notice
      live
      tone={message.tone}
      title={message.text}
      className="mb-4 animate-settle"
      action={
        <div className="flex gap-1">
          {message.tone === 'good' && canUndo ? (
            <Button look="ghost" size="sm" onClick={onUndo}>
              <Undo2 aria-hidden /> Undo
            </Button>
          ) : null}
          <Button look="ghost" size="icon-sm" onClick={onDismiss} aria-label="Close this message">
            <X aria-hidden />
          </Button>
        </div>
      }
    />
  );
}
