import { cn } from '@/components/ui/cn';

/** A round piece of cloth with the first letter of a seller's name, in place of a picture that nobody gave us. */
export function SellerInitial({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'relative grid shrink-0 place-items-center overflow-hidden rounded-full bg-accent-soft',
        'font-display font-semibold text-accent-strong',
        className,
      )}
    >
      <span className="kitenge kitenge-cloth absolute inset-0 opacity-20" />
      <span className="relative">{firstLetter(name)}</span>
    </span>
  );
}

/** Of names that begin with an emoji or a quotation mark too. */
function firstLetter(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? 'S').toUpperCase();
}
