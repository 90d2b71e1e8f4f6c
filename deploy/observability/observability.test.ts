import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { measureWeb } from '@/app/server/measure-web';
import { Metrics as EngineMetrics } from '@/engine/metrics';
import { metricsRegistry } from '@/lib/platform/metrics';
import { measureWorker } from '@/worker/measure-worker';

/** Each metric of a process by its type. */
type Exported = Map<string, string>;

const exported: Record<'web' | 'worker' | 'engine', Exported> = {
  web: new Map(),
  worker: new Map(),
  engine: new Map(),
};

beforeAll(async () => {
  exported.web = await registered(() =>
    measureWeb({ readPaused: async () => [], readWaiting: async () => [], home: '.' }),
  );
  exported.worker = await registered(() => measureWorker('.'));
  exported.engine = typesIn((await new EngineMetrics().render([], 0)).text);
});

async function registered(register: () => void): Promise<Exported> {
  const registry = metricsRegistry();
  const own = registry.getMetricsAsArray().map(({ name }) => name);
  for (const name of own) if (name.startsWith('soko_')) registry.removeSingleMetric(name);
  register();
  return typesIn(await registry.metrics());
}

const typesIn = (text: string): Exported =>
  new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]));

/** As a query names them: a histogram by its parts. */
function inQueries(): Set<string> {
  const all = Object.values(exported).flatMap((metrics) => [...metrics]);
  return new Set(
    all.flatMap(([name, type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => name + part) : [name],
    ),
  );
}

test('docs/operations.md describes each metric of ours, where it comes from, and no other', () => {
  const rows = readFileSync('docs/operations.md', 'utf8').matchAll(/^\| `(soko_\w+)` \| [^|]*\| ([^|]+?) \|/gm);
  const described = [...rows].map(([, name, from]) => `${name}: ${from}`);
  const names = new Set(Object.values(exported).flatMap((metrics) => [...metrics.keys()]));
  const ours = [...names].filter((name) => name.startsWith('soko_'));
  const from = (name: string) => (['web', 'worker', 'engine'] as const).filter((each) => exported[each].has(name));
  expect(described.sort()).toEqual(ours.map((name) => `${name}: ${from(name).join(', ')}`).sort());
});

describe.each(['dashboard.json', 'alerts.yml'])('%s', (file) => {
  const text = readFileSync(`deploy/observability/${file}`, 'utf8');

  test('names only what some process exports', () => {
    const named = new Set(text.match(/\b(soko|process|nodejs)_[a-z0-9_]+\b/g));
    expect(named.size).toBeGreaterThan(8);
    expect([...named].filter((name) => !inQueries().has(name))).toEqual([]);
  });
});

test('every alert is tested, as firing and as silent while all is well', () => {
  const alerts = [...readFileSync('deploy/observability/alerts.yml', 'utf8').matchAll(/- alert: (\w+)/g)];
  const [well = '', ...troubles] = readFileSync('deploy/observability/alerts.test.yml', 'utf8')
    .split('- name:')
    .slice(1);
  for (const [, alert] of alerts) {
    expect(well).toContain(`alertname: ${alert} }`);
    expect(troubles.join()).toMatch(new RegExp(`alertname: ${alert}\\n\\s+exp_alerts`));
  }
});

test('each row that is looked for is in the dashboard', () => {
  const { panels } = JSON.parse(readFileSync('deploy/observability/dashboard.json', 'utf8'));
  const rows = panels.filter(({ type }: { type: string }) => type === 'row');
  expect(rows.map(({ title }: { title: string }) => title)).toEqual([
    ...['Pipeline', 'Shoppers', 'Services', 'Cost', 'Processes'],
  ]);
});
