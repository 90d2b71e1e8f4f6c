import { Argument, Command } from 'commander';
import { resumeRequested } from '@/inngest/events';
import { pauseWork, resumeWork } from '@/lib/pauses/pauses';
import { type Pausable, pausableSchema } from '@/lib/pauses/pauses.schema';
import { JSON_OUTPUT, type OutputOptions, tell, withConnection } from './connect';

const what = () => new Argument('<what>').choices(pausableSchema.options);

export function pauseCommand(): Command {
  return new Command('pause')
    .description('Has a stage’s products wait where they stand, or the heartbeat’s cron do nothing, until resumed.')
    .addArgument(what())
    .option('--reason <text>', 'shown on /admin/work')
    .option(...JSON_OUTPUT)
    .action((stage: Pausable, options: OutputOptions & { reason?: string }) =>
      withConnection(async ({ database }) => {
        const { reason = null } = options;
        const done = await pauseWork(database.prisma, { what: stage, actorId: 'cli', reason });
        tell(options, done, [done.changed ? `${stage} is paused.` : `${stage} was paused already.`]);
      }),
    );
}

export function resumeCommand(): Command {
  return new Command('resume')
    .description('Ends what `pause` began: what waited goes on.')
    .addArgument(what())
    .option(...JSON_OUTPUT)
    .action((stage: Pausable, options: OutputOptions) =>
      withConnection(async ({ database, inngest }) => {
        const requestResume = (reason: string) => inngest.send(resumeRequested.create({ reason }));
        const deps = { db: database.prisma, requestResume };
        const done = await resumeWork(deps, { what: stage, actorId: 'cli' });
        tell(options, done, [done.changed ? `${stage} goes on.` : `${stage} was not paused.`]);
      }),
    );
}
