import { gauge } from '@/lib/platform/metrics';
import type { Readiness } from '@/lib/platform/readiness';

const metrics = () => ({
  ready: gauge({ name: 'soko_ready', help: '1 while everything that web needs answers, as /api/ready says' }),
  checks: gauge({ name: 'soko_check_ok', help: '1 while it answers', labelNames: ['check'] }),
});

/** Not ready until somebody has looked. */
export function measureHealth(): void {
  metrics().ready.set(0);
}

export function noteHealth({ ready, checks }: Pick<Readiness, 'ready' | 'checks'>): void {
  metrics().ready.set(ready ? 1 : 0);
  for (const [check, { ok }] of Object.entries(checks)) metrics().checks.set({ check }, ok ? 1 : 0);
}
