import { useTranslations } from 'next-intl';

export function SkipLink() {
  const words = useTranslations('shell');
  return (
    <a
      href="#main"
      className="sr-only rounded-md bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3
        focus:left-3 focus:z-50"
    >
      {words('skipToContent')}
    </a>
  );
}
