import { useTranslations } from 'next-intl';
import { COLOURS } from '@/lib/media/colours.schema';

/** The colours that a product's picture can be found by, as radio buttons that look like them. */
export function ColourChoice({ current }: { current: string | undefined }) {
  const words = useTranslations('market.filters');
  const colourName = useTranslations('search.colours');
  return (
    <fieldset className="col-span-2">
      <legend className="mb-1.5 text-sm font-medium">{words('colour')}</legend>
      <div className="-mx-1 grid grid-cols-7 justify-items-center gap-y-1">
        <Swatch value="" label={words('anyColour')} checked={!current} />
        {COLOURS.map((colour) => (
          <Swatch key={colour} value={colour} label={colourName(colour)} checked={current === colour} />
        ))}
      </div>
    </fieldset>
  );
}

function Swatch({ value, label, checked }: { value: string; label: string; checked: boolean }) {
  return (
    <label
      title={label}
      className="relative grid size-11 cursor-pointer place-items-center rounded-full has-checked:ring-2
        has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2
        has-focus-visible:outline-accent sm:size-9"
    >
      <input
        type="radio"
        name="colour"
        value={value}
        defaultChecked={checked}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      />
      <span aria-hidden data-colour={value || 'any'} className="swatch size-7 rounded-full border border-line-strong" />
      <span className="sr-only">{label}</span>
    </label>
  );
}
