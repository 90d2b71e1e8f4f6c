import { expect, test } from 'vitest';
import { createLogger } from '@/lib/platform/logger';
import { createStageReport } from './stage-report';

function printed(level: 'info' | 'debug'): string {
  let text = '';
  const write = (line: string) => {
    text += line;
  };
  const report = createStageReport(createLogger({ name: 'worker', level, destination: { write } }));
  report.product('hydrate', { productId: '58264484107632311', syncRunId: 'e0f7' }, 'retry', 'http_429');
  return text;
}

test('a line that is kept for long names the run and the cause, no product: an erasure does not reach it', () => {
  const line = printed('info');
  expect(JSON.parse(line)).toMatchObject({ stage: 'hydrate', syncRunId: 'e0f7', result: 'retry', code: 'http_429' });
  expect(line).not.toContain('58264484107632311');
});

test('who looks for a fault sees which product it was', () => {
  expect(JSON.parse(printed('debug'))).toMatchObject({ productId: '58264484107632311', result: 'retry' });
});
