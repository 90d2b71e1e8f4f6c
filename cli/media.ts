import { Command, Option } from 'commander';
import { openBucket, openFolder } from '@/lib/media/open-object-store';
import { proveObjectStore } from '@/lib/media/prove-object-store';
import { deleteMoved } from '@/lib/picture-move/delete-moved';
import {
  type MoveProgress,
  movePictures,
  type PictureMove,
  type PictureProblem,
} from '@/lib/picture-move/move-pictures';
import { bucketPlace, folderPlace } from '@/lib/picture-move/picture-place';
import { writeAudit } from '@/lib/platform/audit';
import type { Env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';
import { readRunFile } from '@/supervisor/run-file';
import { type Connection, JSON_OUTPUT, type OutputOptions, tell, withConnectionEvenStanding } from './connect';

type Destination = 'bucket' | 'folder';

interface MoveOptions extends OutputOptions {
  to: Destination;
  deleteMoved?: boolean;
}

const PROGRESS_EVERY_MS = 5_000;

export function mediaCommand(): Command {
  const move = new Command('move')
    .description(
      'Moves stored pictures from the folder to the bucket of S3_BUCKET, or back: each is compared before its ' +
        'products name the new place. Ended anywhere, it goes on when it is begun again.',
    )
    .addOption(new Option('--to <place>').choices(['bucket', 'folder']).default('bucket'))
    .option('--delete-moved', 'then deletes from the old place what products show from the new one')
    .option(...JSON_OUTPUT)
    .action((options: MoveOptions) => withConnectionEvenStanding((connection) => moves(connection, options)));
  return new Command('media').description('Stored pictures.').addCommand(move);
}

async function moves({ settings, database }: Connection, options: MoveOptions): Promise<void> {
  const { to, deleteMoved: isToDelete = false } = options;
  await assertInForce(settings);
  const bucket = await openBucket(settings);
  if (bucket === null) throw NO_BUCKET;
  if (to === 'bucket') await proveObjectStore(bucket);
  const places = { bucket: bucketPlace(bucket), folder: folderPlace(openFolder(settings)) };
  const fromName = to === 'bucket' ? 'folder' : 'bucket';
  const move: PictureMove = {
    ...{ db: database.prisma, from: places[fromName], to: places[to], fromName },
    onProgress: progressLines(options),
  };
  const moved = await movePictures(move);
  const done = isToDelete ? await deleteMoved(move) : null;
  const problems = [...moved.problems, ...(done?.problems ?? [])];
  const { moved: pictures, bytes, left } = moved;
  if (pictures > 0 || done !== null) {
    const detail = { to, pictures, ...(done === null ? {} : { deleted: done.deleted }) };
    await writeAudit(database.prisma, { actorId: 'cli', action: 'pictures.moved', subject: 'pictures', detail });
  }
  if (left > 0 || problems.length > 0) process.exitCode = 1;
  const deleted = done?.deleted ?? 0;
  tell(options, { to, moved: pictures, bytes, left, deleted, problems }, [
    `${pictures} pictures were moved to the ${to} (${megabytes(bytes)}); ${left} are left in the ${fromName}.`,
    ...(done === null ? [] : [`${deleted} were deleted from the ${fromName}.`]),
    ...problems.map(inWords),
  ]);
}

/** A web that does not know the bucket forbids browsers to show pictures from there; an eraser would not find them. */
async function assertInForce(settings: Env): Promise<void> {
  const run = await readRunFile(settings.SOKO_HOME);
  if (run === undefined || run.environment.S3_BUCKET === settings.S3_BUCKET) return;
  throw new SokoError({
    code: 'bucket_not_in_force',
    message:
      'The running system has another S3_BUCKET, or none. Restart it with these settings first: what is in the ' +
      'folder is shown until it has been moved.',
    status: 409,
  });
}

const NO_BUCKET = new SokoError({
  code: 'no_bucket',
  message:
    'Set S3_BUCKET and what belongs to it (docs/operations.md), also to move pictures back: it names where they are.',
  status: 400,
});

function progressLines(options: OutputOptions): (progress: MoveProgress) => void {
  let toldAt = Date.now();
  return ({ moved, bytes, seen, total }) => {
    if (options.json || Date.now() - toldAt < PROGRESS_EVERY_MS) return;
    toldAt = Date.now();
    tell({}, null, [`${seen} of ${total}: ${moved} moved, ${megabytes(bytes)}`]);
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

const WORDS: Record<PictureProblem['problem'], string> = {
  missing: 'is in neither place',
  differs: 'reads differently from what it should be, and was left',
};

const inWords = ({ key, problem }: PictureProblem): string => `${key} ${WORDS[problem]}`;
