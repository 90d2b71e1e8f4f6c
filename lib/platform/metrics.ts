import {
  Counter,
  type CounterConfiguration,
  collectDefaultMetrics,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  type HistogramConfiguration,
  Registry,
} from 'prom-client';

// Kept across Next's reloading of modules and shared by its bundles: a metric may be registered once per process.
const shared = globalThis as { sokoMetrics?: Registry };

/** This process's metrics, with Node's own among them. `/metrics` serves `await registry.metrics()`. */
export function metricsRegistry(): Registry {
  if (shared.sokoMetrics === undefined) {
    shared.sokoMetrics = new Registry();
    collectDefaultMetrics({ register: shared.sokoMetrics });
  }
  return shared.sokoMetrics;
}

type Described<Configuration> = Omit<Configuration, 'registers'>;

// A name is registered once per process, however often its module is loaded. Each is described in docs/operations.md.

/** Counters are per process: `sum` over all of them. */
export function counter<Label extends string>(described: Described<CounterConfiguration<Label>>): Counter<Label> {
  const registers = [metricsRegistry()];
  const known = metricsRegistry().getSingleMetric(described.name);
  return known instanceof Counter ? known : new Counter({ ...described, registers });
}

export function gauge<Label extends string>(described: Described<GaugeConfiguration<Label>>): Gauge<Label> {
  const registers = [metricsRegistry()];
  const known = metricsRegistry().getSingleMetric(described.name);
  return known instanceof Gauge ? known : new Gauge({ ...described, registers });
}

export function histogram<Label extends string>(described: Described<HistogramConfiguration<Label>>): Histogram<Label> {
  const registers = [metricsRegistry()];
  const known = metricsRegistry().getSingleMetric(described.name);
  return known instanceof Histogram ? known : new Histogram({ ...described, registers });
}

/** What `/metrics` answers (401) to whoever is neither on this machine nor has METRICS_TOKEN. */
export const METRICS_REFUSED = {
  error: {
    code: 'unauthorised',
    message: 'Send METRICS_TOKEN as a bearer token, or ask from the machine that this runs on.',
  },
};
export const METRICS_CHALLENGE = { 'www-authenticate': 'Bearer' };
