import { useTranslations } from 'next-intl';
import type { Photo } from './open-photo';

/** The photo as it stands behind its box (crop/crop-box.tsx), while that is on its way. */
export function PhotoStage({ photo: { url, canvas } }: { photo: Photo }) {
  const words = useTranslations('search.crop');
  return (
    <div className="grid place-items-center rounded-2xl bg-sunken p-3 max-lg:h-full lg:p-4">
      {/* biome-ignore lint/performance/noImgElement: a photo that has not left the device */}
      <img src={url} width={canvas.width} height={canvas.height} alt={words('photo')} className={PHOTO} />
    </div>
  );
}

/** A photo that is still being opened: how large it is nobody knows yet. */
export function OpeningPhoto({ url }: { url: string }) {
  const words = useTranslations('search.crop');
  return (
    <div className="grid place-items-center rounded-2xl bg-sunken p-3 max-lg:h-full lg:min-h-72 lg:p-4" aria-busy>
      {/* biome-ignore lint/performance/noImgElement: likewise */}
      <img src={url} alt={words('photo')} className={`${PHOTO} opacity-70`} />
    </div>
  );
}

/** Of the photo itself, with its box and without. */
export const PHOTO = 'h-auto max-h-(--photo-most) w-auto max-w-full rounded-md lg:max-h-[26rem]';
