import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Debian: `apt-get install prometheus`. */
const isThere = spawnSync('promtool', ['--version']).error === undefined;

test.skipIf(!isThere).each([
  ['check config', 'prometheus.yml'],
  ['check rules', 'alerts.yml'],
  ['test rules', 'alerts.test.yml'],
])('promtool %s %s', async (command, file) => {
  const { stdout } = await promisify(execFile)('promtool', [...command.split(' '), `deploy/observability/${file}`]);
  expect(stdout).toContain('SUCCESS');
});
