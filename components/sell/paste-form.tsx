'use client';

import { ArrowRight, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { catalogueUrl } from '@/lib/catalog/link-path';
import type { Contact } from './contact-line';
import { FilePicker, PasteBox } from './paste-box';
import { PasteRefused } from './paste-refused';
import { PastedPreview } from './pasted-preview';
import { LARGEST_FILE_MB } from './read-link-file';
import { StartedSyncs } from './started-syncs';
import { DROP_OVER, useFileDrop } from './use-file-drop';
import { useOnboarding } from './use-onboarding';
import { usePaste } from './use-paste';

interface PasteFormProps {
  whatsappOrigin: string;
  /** What one paste may hold. */
  limits: { catalogues: number; sellers: number; links: number };
  contact: Contact;
  /** What another app has shared: stands in the box, and waits there for a person. */
  given: string;
}

/** Takes whatever a seller has: links, whole messages, files; and says what it makes of it before anything is sent. */
export function PasteForm({ whatsappOrigin, limits, contact, given }: PasteFormProps) {
  const words = useTranslations('sell.paste');
  const paste = usePaste(whatsappOrigin, given);
  const usable = paste.links.catalogues.length + paste.links.products.length;
  const { onboarding, start, reset } = useOnboarding();
  const drop = useFileDrop((files) => void paste.addFiles(files));

  if (onboarding.step === 'done') return <StartedSyncs result={onboarding.result} contact={contact} onAgain={reset} />;
  const isStarting = onboarding.step === 'starting';
  return (
    <form
      className={cn('flex flex-col gap-4 rounded-2xl', drop.isOver && DROP_OVER)}
      {...drop.handlers}
      onSubmit={(event) => {
        event.preventDefault();
        if (usable > 0 && !isStarting) void start(paste.text);
      }}
    >
      <PasteBox
        paste={paste}
        label={words('label')}
        hints={[words('hint'), words('limits', { ...limits, megabytes: LARGEST_FILE_MB })]}
        placeholder="https://wa.me/c/254712345678"
        rows={5}
      />
      {paste.text ? (
        <section aria-label={words('understood')} aria-live="polite">
          <PastedPreview
            links={paste.links}
            onCatalogueOf={(phone) => paste.setTyped(catalogueUrl(whatsappOrigin, phone))}
          />
        </section>
      ) : null}
      {onboarding.step === 'refused' ? <PasteRefused refusal={onboarding} contact={contact} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" size="lg" disabled={usable === 0 || isStarting} className="max-sm:w-full">
          {isStarting ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
          {isStarting ? words('starting') : words('add')}
          {isStarting ? null : <ArrowRight aria-hidden />}
        </Button>
        <FilePicker onFiles={(files) => void paste.addFiles(files)}>{words('fromFile')}</FilePicker>
      </div>
    </form>
  );
}
