import { useTranslations } from 'next-intl';

/** The photo where it will stand with its box. */
export function PhotoStage({ url }: { url: string }) {
  const words = useTranslations('search.subject');
  return (
    <div className="grid place-items-center rounded-2xl bg-sunken p-3 max-lg:h-full lg:min-h-72" aria-busy>
      {/* biome-ignore lint/performance/noImgElement: a photo that has not left the device */}
      <img
        src={url}
        alt={words('photo')}
        className="max-h-(--photo-most) max-w-full rounded-md opacity-70 lg:max-h-[26rem]"
      />
    </div>
  );
}
