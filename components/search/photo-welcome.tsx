import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { ClipboardPaste, MousePointerClick } from '@/components/ui/icons/photo-icons';
import { Camera, Images } from '@/components/ui/icons/shell-icons';
import { PageLink } from '@/components/ui/page-link';
import { PhotoForm } from './photo/photo-form';
import { PhotoInput } from './photo/photo-input';

/**
 * The search page before anything was asked. On a phone the camera and the photos are two buttons, without a detour.
 */
export function PhotoWelcome() {
  const words = useTranslations('search.welcome');
  const shell = useTranslations('shell');
  return (
    <section className="mx-auto max-w-3xl sm:pt-5">
      <div
        className="relative overflow-hidden rounded-2xl border-2 border-dashed border-line-strong bg-surface px-5 py-10
          text-center sm:py-16"
      >
        <div aria-hidden className="kitenge kitenge-cloth absolute inset-0 opacity-5" />
        <div className="relative">
          <span
            aria-hidden
            className="mx-auto grid size-16 place-items-center rounded-full bg-accent-soft text-accent-strong"
          >
            <Camera className="size-8" />
          </span>
          <h1 className="mt-5 text-3xl font-bold tracking-tight sm:text-4xl">{words('title')}</h1>
          <p className="mx-auto mt-2 max-w-md text-ink-soft text-pretty">{words('text')}</p>
          <PhotoForm className="mt-6 flex justify-center gap-3 max-sm:flex-col">
            <PhotoInput from="camera" className={buttonStyle({ size: 'lg', className: 'pointer-fine:hidden' })}>
              <Camera aria-hidden />
              {words('take')}
            </PhotoInput>
            <PhotoInput
              from="files"
              className={buttonStyle({ size: 'lg', look: 'quiet', className: 'pointer-fine:hidden' })}
            >
              <Images aria-hidden />
              {words('choose')}
            </PhotoInput>
            <PhotoInput from="files" className={buttonStyle({ size: 'lg', className: 'pointer-coarse:hidden' })}>
              <Images aria-hidden />
              {words('choose')}
            </PhotoInput>
          </PhotoForm>
          <ul
            className="mt-6 flex flex-wrap justify-center gap-x-6 gap-y-2 text-sm text-ink-soft
            pointer-coarse:hidden"
          >
            <li className="inline-flex items-center gap-2">
              <ClipboardPaste aria-hidden className="size-4" /> {words('paste')}
            </li>
            <li className="inline-flex items-center gap-2">
              <MousePointerClick aria-hidden className="size-4" /> {words('drop')}
            </li>
          </ul>
        </div>
      </div>
      <p className="mt-4 text-center text-sm text-ink-soft text-pretty">
        {words('privacy')}{' '}
        <PageLink href="/privacy" className="underline">
          {shell('privacy')}
        </PageLink>
      </p>
    </section>
  );
}
