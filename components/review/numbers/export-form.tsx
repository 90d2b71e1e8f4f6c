import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';

/** A plain form: the browser downloads what comes. */
export function ExportForm({ period }: { period: string }) {
  return (
    <form action="/review/export" method="get" className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="period" value={period} />
      <Field id="export-of" label="Of">
        <Select id="export-of" name="of" className="w-52">
          <option value="people">people</option>
          <option value="all">people and the model</option>
        </Select>
      </Field>
      <Field id="export-format" label="As">
        <Select id="export-format" name="format" className="w-52">
          <option value="csv">CSV, for a spreadsheet</option>
          <option value="jsonl">JSON lines, for eval:qc</option>
        </Select>
      </Field>
      <Button type="submit" look="quiet">
        <Download aria-hidden /> Download
      </Button>
    </form>
  );
}
