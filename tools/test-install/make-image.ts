import { statSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import dockerignore from '@balena/dockerignore';
import { type Command, DebianRoot, imitateNodeImage, npmEnvironment, run, say } from './debian-root';
import { readDockerfile, type Stage } from './dockerfile-steps';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** An image as its Dockerfile left it, and how it is started. */
export interface Image {
  root: DebianRoot;
  cwd: string;
  environment: Record<string, string>;
  user: { uid: number; gid: number };
  volume: string;
  command: string[];
  health: string[];
}

interface Places {
  project: string;
  /** Where bases are kept. */
  cache: string;
  /** Thrown away afterwards. */
  work: string;
  /** Where npm in there keeps what it downloaded. */
  npmCache: string;
}

/** Performs the Dockerfile's steps, stage by stage, each in a root of its own. */
export async function makeImage(places: Places): Promise<Image> {
  const made = new Map<string, DebianRoot>();
  const context = await buildContext(places.project);
  let image: Image | undefined;
  for (const [place, stage] of readDockerfile(
    await readFile(path.join(places.project, 'Dockerfile'), 'utf8'),
  ).entries()) {
    say(`FROM ${stage.from}${stage.name === null ? '' : ` AS ${stage.name}`}`);
    const base = await imitateNodeImage(stage.from, places.cache);
    const root = await DebianRoot.over(base, path.join(places.work, `stage-${place}`));
    await root.mount(places.npmCache, 'var/cache/npm');
    image = await perform(stage, root, { ...places, context, made });
    if (stage.name !== null) made.set(stage.name, root);
  }
  if (image === undefined) throw new Error('the Dockerfile makes no image');
  return image;
}

interface Materials extends Places {
  context: string[];
  made: Map<string, DebianRoot>;
}

async function perform(stage: Stage, root: DebianRoot, materials: Materials): Promise<Image> {
  const image = {
    root,
    cwd: '/',
    environment: { PATH } as Record<string, string>,
    user: { uid: 0, gid: 0 },
    volume: '',
    command: [] as string[],
    health: [] as string[],
  };
  let entrypoint: string[] = [];
  for (const step of stage.steps) {
    switch (step.do) {
      case 'run': {
        say(`RUN ${step.command}`);
        const environment = { ...image.environment, ...buildEnvironment() };
        const command: Command = { words: ['sh', '-c', step.command], cwd: image.cwd, user: image.user, environment };
        await root.run(command);
        break;
      }
      case 'copy':
        say(`COPY ${step.sources.join(' ')} ${step.to}`);
        await copy({ ...step, to: path.posix.join(image.cwd, step.to) }, step.to.endsWith('/'), root, materials);
        break;
      case 'env':
        Object.assign(image.environment, step.variables);
        break;
      case 'workdir':
        image.cwd = path.posix.resolve(image.cwd, step.value);
        await mkdir(root.at(image.cwd), { recursive: true });
        break;
      case 'user':
        image.user = readUser(step.value);
        break;
      case 'volume':
        image.volume = step.value;
        break;
      case 'healthcheck':
        image.health = step.words;
        break;
      case 'entrypoint':
        entrypoint = step.words;
        break;
      case 'command':
        image.command = step.words;
    }
  }
  return { ...image, command: [...entrypoint, ...image.command] };
}

/** Root's home, and this machine's registry: no part of the image. */
function buildEnvironment(): Record<string, string> {
  return { HOME: '/root', npm_config_cache: '/var/cache/npm', ...npmEnvironment() };
}

function readUser(value: string): Image['user'] {
  const [uid, gid] = value.split(':').map(Number);
  if (uid === undefined || gid === undefined || !Number.isInteger(uid) || !Number.isInteger(gid))
    throw new Error(`USER ${value}: test:install wants numbers`);
  return { uid, gid };
}

interface Copying {
  from: string | null;
  sources: string[];
  to: string;
}

/** As COPY does: a folder's contents, a file into a folder or under a name. */
async function copy({ from, sources, to }: Copying, isFolder: boolean, root: DebianRoot, materials: Materials) {
  const { context, made, project } = materials;
  const stage = from === null ? undefined : made.get(from);
  if (from !== null && stage === undefined) throw new Error(`no stage is called ${from}`);
  for (const source of sources) {
    if (stage !== undefined) await copyOne(stage.at(source), root.at(to), isFolder);
    else await copyFromContext(source, to, isFolder, root, { context, project });
  }
}

async function copyFromContext(
  source: string,
  to: string,
  isFolder: boolean,
  root: DebianRoot,
  { context, project }: Pick<Materials, 'context' | 'project'>,
): Promise<void> {
  const files = source === '.' ? context : context.filter((file) => file === source || file.startsWith(`${source}/`));
  if (files.length === 0) throw new Error(`COPY ${source}: .dockerignore lets nothing of that in`);
  for (const file of files) {
    const inside = path.relative(source, file);
    await copyOne(path.join(project, file), root.at(path.join(to, inside)), isFolder && inside === '');
  }
}

async function copyOne(source: string, target: string, isFolder: boolean): Promise<void> {
  const isTree = statSync(source).isDirectory();
  const place = isFolder && !isTree ? path.join(target, path.basename(source)) : target;
  await mkdir(path.dirname(place), { recursive: true });
  // A tree not by Node's own copy: it turns links within it into links to where they came from.
  if (isTree) run('cp', ['--archive', '--no-preserve=ownership', `${source}/.`, place]);
  else await cp(source, place, { verbatimSymlinks: true });
}

/** What a clone would send to a build: the files that git knows, without what .dockerignore names. */
async function buildContext(project: string): Promise<string[]> {
  const rules = dockerignore().add(await readFile(path.join(project, '.dockerignore'), 'utf8'));
  return rules.filter(filesOfClone(project));
}

/** The files that git knows or would take. */
export function filesOfClone(project: string): string[] {
  const files = run('git', ['-C', project, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  return files.split('\0').filter((file) => file !== '');
}
