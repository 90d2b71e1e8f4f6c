import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { Camera, Images } from '@/components/ui/icons/shell-icons';
import { PHOTO_FILES, PHOTO_PICKER } from './open-picker';
import { PhotoForm } from './photo-form';
import { PhotoInput } from './photo-input';

/**
 * Camera and files, as two choices: Android's picker of photos offers no camera, and a field that asks for the camera
 * offers no photos.
 */
export function PhotoPicker() {
  const words = useTranslations('search.picker');
  return (
    <dialog
      id={PHOTO_PICKER}
      popover=""
      aria-labelledby="photo-picker-title"
      className="fixed inset-x-0 top-auto bottom-0 m-0 w-full max-w-none rounded-t-2xl bg-surface text-ink shadow-high
        backdrop:bg-ink/45 open:animate-settle dark:backdrop:bg-paper/70"
    >
      <div className="mx-auto grid max-w-md gap-3 px-5 pt-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
        <h2 id="photo-picker-title" className="text-xl font-semibold tracking-tight">
          {words('title')}
        </h2>
        <PhotoForm className="grid grid-cols-2 gap-3">
          <PhotoInput from="camera" className={CHOICE}>
            <Camera aria-hidden className="size-7 text-accent" />
            {words('take')}
          </PhotoInput>
          <PhotoInput from="files" id={PHOTO_FILES} className={CHOICE}>
            <Images aria-hidden className="size-7 text-accent" />
            {words('choose')}
          </PhotoInput>
        </PhotoForm>
        <p className="text-sm text-ink-soft text-pretty">{words('privacy')}</p>
        <button
          type="button"
          popoverTarget={PHOTO_PICKER}
          popoverTargetAction="hide"
          className={buttonStyle({ look: 'ghost' })}
        >
          {words('cancel')}
        </button>
      </div>
    </dialog>
  );
}

const CHOICE = [
  'flex min-h-28 flex-col items-center justify-center gap-2.5 rounded-xl border border-line-strong',
  'bg-paper px-3 font-medium hover:border-ink-faint',
].join(' ');
