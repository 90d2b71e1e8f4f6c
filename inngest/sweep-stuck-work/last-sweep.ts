import { gauge } from '@/lib/platform/metrics';

/**
 * Sweeps come from the engine, or from Inngest: one that stays out says that nothing is driven any more. Of several web
 * processes the latest counts.
 */
export const lastSweep = () =>
  gauge({
    name: 'soko_last_sweep_timestamp_seconds',
    help: 'When sweep-stuck-work has run last, or this process started',
  });
