import { useTranslations } from 'next-intl';
import { Check } from '@/components/ui/icons/filter-icons';
import { COLOURS } from '@/lib/media/colours.schema';

/** One colour or any, each with its name: not everybody tells them apart. */
export function ColourSwatches({ chosen }: { chosen: string | undefined }) {
  const words = useTranslations('search.filters');
  const name = useTranslations('search.colours');
  return (
    <fieldset className="col-span-2">
      <legend className="mb-2 text-sm font-medium">{words('colour')}</legend>
      <div className="grid grid-cols-4 gap-x-2 gap-y-2.5 sm:grid-cols-6">
        {COLOURS.map((colour) => (
          <label
            key={colour}
            className="relative flex min-h-11 cursor-pointer flex-col items-center gap-1 rounded-lg py-1 text-center
              text-[0.8125rem] has-focus-visible:outline-2 has-focus-visible:outline-accent has-checked:font-semibold"
          >
            <input
              type="radio"
              name="colour"
              value={colour}
              defaultChecked={chosen === colour}
              className="peer absolute inset-0 cursor-pointer opacity-0"
            />
            <span
              aria-hidden
              data-colour={colour}
              className="swatch grid size-9 place-items-center rounded-full border border-line-strong
                peer-checked:ring-2 peer-checked:ring-accent peer-checked:ring-offset-2
                peer-checked:ring-offset-surface peer-checked:[&>svg]:opacity-100"
            >
              <Check className="size-5 rounded-full bg-surface p-0.5 text-ink opacity-0" />
            </span>
            {name(colour)}
          </label>
        ))}
      </div>
      <label className="mt-1 inline-flex min-h-11 cursor-pointer items-center gap-2 text-[0.9375rem]">
        <input
          type="radio"
          name="colour"
          value=""
          defaultChecked={chosen === undefined}
          className="size-4 accent-accent"
        />
        {words('anyColour')}
      </label>
    </fieldset>
  );
}
