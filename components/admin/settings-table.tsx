import { Badge } from '@/components/ui/badge';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { SettingInForce } from '@/lib/platform/settings-in-force';

interface DescribedSetting extends SettingInForce {
  /** What it is for. */
  text: string;
}

export function SettingsTable({ label, settings }: { label: string; settings: DescribedSetting[] }) {
  return (
    <Table label={label}>
      <Head>
        <HeadCell className="w-64">Setting</HeadCell>
        <HeadCell className="w-96">In force</HeadCell>
        <HeadCell className="w-24">From</HeadCell>
        <HeadCell>What it is for</HeadCell>
      </Head>
      <tbody>
        {settings.map((setting) => (
          <Row key={setting.name}>
            <Cell className="align-top font-mono text-[0.8125rem]">{setting.name}</Cell>
            <Cell className="max-w-96 min-w-56 align-top [overflow-wrap:anywhere] whitespace-pre-line">
              <SettingValue {...setting} />
            </Cell>
            <Cell className="align-top">
              <Badge tone={setting.given ? 'accent' : 'neutral'}>{sourceOf(setting)}</Badge>
            </Cell>
            <Cell className="min-w-72 align-top text-ink-soft">{setting.text}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function SettingValue({ value, secret }: SettingInForce) {
  if (value === null || value === '') return <span className="text-ink-soft">–</span>;
  if (secret) return <span title="not shown">{value}</span>;
  return <>{value}</>;
}

function sourceOf({ given, value }: SettingInForce): string {
  if (given) return 'set';
  return value === null ? 'not set' : 'default';
}
