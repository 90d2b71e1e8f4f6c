import { expect, test } from 'vitest';
import { metricsRegistry } from '@/lib/platform/metrics';
import { measurePausedServices } from './paused-metrics';
import type { PausedService } from './paused-services.schema';

test('each service is 0 or 1, with how many products wait; nothing is said while nobody knows', async () => {
  let known = true;
  const paused: PausedService = {
    ...{ service: 'images', code: 'object_store_refused', message: 'No such bucket.', remedy: 'Set S3_BUCKET.' },
    ...{ since: new Date().toISOString(), waiting: 12 },
  };
  measurePausedServices(async () => {
    if (!known) throw new Error('the database is away');
    return [paused];
  });
  const said = async () =>
    (await metricsRegistry().metrics()).split('\n').filter((line) => /^soko_(service|prod)/.test(line));
  expect((await said()).sort()).toEqual([
    'soko_products_waiting{service="images"} 12',
    'soko_products_waiting{service="model"} 0',
    'soko_products_waiting{service="reviewer"} 0',
    'soko_products_waiting{service="vectors"} 0',
    'soko_service_paused{service="images"} 1',
    'soko_service_paused{service="model"} 0',
    'soko_service_paused{service="reviewer"} 0',
    'soko_service_paused{service="vectors"} 0',
  ]);
  known = false;
  expect(await said()).toEqual([]);
});
