import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';

/** A plain form: the browser downloads what comes. */
export function ExportForm({ period }: { period: string }) {
  return (
    <form action="/review/export" method="get" className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="period" value={period} />
      <label className="flex flex-col gap-1.5 text-sm font-medium">
        Of
        <Select name="of" className="w-52">
          <option value="people">people</option>
          <option value="all">people and the model</option>
        </Select>
      </label>
      <label className="flex flex-col gap-1.5 text-sm font-medium">
        As
        <Select name="format" className="w-52">
          <option value="csv">CSV, for a spreadsheet</option>
          <option value="jsonl">JSON lines, for eval:qc</option>
        </Select>
      </label>
      <Button type="submit" look="quiet">
        <Download aria-hidden /> Download
      </Button>
    </form>
  );
}
