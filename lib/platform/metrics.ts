import { collectDefaultMetrics, Registry } from 'prom-client';

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

/** What `/metrics` answers (401) to whoever is neither on this machine nor has METRICS_TOKEN. */
export const METRICS_REFUSED = {
  error: {
    code: 'unauthorised',
    message: 'Send METRICS_TOKEN as a bearer token, or ask from the machine that this runs on.',
  },
};
export const METRICS_CHALLENGE = { 'www-authenticate': 'Bearer' };
