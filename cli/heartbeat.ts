import { Command } from 'commander';
import { say, withConnection } from './connect';
import { requestHeartbeat } from './requests';

export function heartbeatCommand(): Command {
  return new Command('heartbeat').description('Starts a heartbeat now: what has grown old is read again.').action(() =>
    withConnection(async (connection) => {
      await requestHeartbeat(connection, 'asked for on the command line');
      say('A heartbeat was asked for. /admin shows what it finds.');
    }),
  );
}
