import { useTranslations } from 'next-intl';
import { LonePage } from '@/components/brand/lone-page';
import { buttonStyle } from '@/components/ui/button';
import { GonePicture } from '@/components/ui/pictures';

export default function NotFound() {
  const words = useTranslations('shell.noSuchPage');
  return (
    <LonePage
      title={words('title')}
      picture={<GonePicture />}
      action={
        <a href="/" className={buttonStyle()}>
          {words('toMarket')}
        </a>
      }
    >
      {words('text')}
    </LonePage>
  );
}
