import { useTranslations } from 'next-intl';
import { Logo } from '@/components/brand/logo';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { GonePicture } from '@/components/ui/pictures';

export default function NotFound() {
  const words = useTranslations('shell.noSuchPage');
  return (
    <main className="grid flex-1 place-items-center">
      <div className="flex flex-col items-center">
        <Logo />
        <EmptyState
          as="h1"
          title={words('title')}
          picture={<GonePicture />}
          className="py-8"
          action={
            <a href="/" className={buttonStyle()}>
              {words('toMarket')}
            </a>
          }
        >
          {words('text')}
        </EmptyState>
      </div>
    </main>
  );
}
