import { gauge } from '@/lib/platform/metrics';
import { type PausedService, serviceSchema } from './paused-services.schema';

/**
 * `soko_service_paused` and `soko_products_waiting` by service, read when somebody scrapes. For one process of the
 * system: the faults are the installation's. While the database is away neither says anything.
 */
export function measurePausedServices(readPaused: () => Promise<PausedService[]>): void {
  measure('soko_service_paused', '1 while what needs the service waits, since it is set wrongly, full or away', (of) =>
    of === undefined ? 0 : 1,
  );
  measure('soko_products_waiting', 'Products that wait for a paused service', (of) => of?.waiting ?? 0);

  function measure(name: string, help: string, gaugeOf: (paused: PausedService | undefined) => number): void {
    gauge({
      ...{ name, help },
      labelNames: ['service'],
      async collect() {
        const paused = await readPaused().catch(() => null);
        this.reset();
        if (paused === null) return;
        for (const service of serviceSchema.options)
          this.set({ service }, gaugeOf(paused.find((each) => each.service === service)));
      },
    });
  }
}
