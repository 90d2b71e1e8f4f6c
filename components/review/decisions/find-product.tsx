import { Search } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';

/** To any product, live or not. A plain form. */
export function FindProduct({ text = '' }: { text?: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: what <search> is to browsers, React does not know yet everywhere
    <form action="/review/find" role="search" aria-label="Any product" className="flex min-w-0 gap-2">
      <Input
        name="q"
        type="search"
        defaultValue={text}
        required
        maxLength={300}
        aria-label="Find any product"
        placeholder="Title, id, link, shop"
        className="h-9 min-w-0 text-sm"
      />
      <Button type="submit" look="quiet" size="sm" className="h-9">
        <Search aria-hidden /> Find
      </Button>
    </form>
  );
}
