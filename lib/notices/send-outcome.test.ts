import { expect, test } from 'vitest';
import { sendOutcome } from './send-outcome';

test.each([
  ['no server', { code: 'ESOCKET', syscall: 'connect', command: 'CONN' }, 'unsent'],
  ['no such name', { code: 'EDNS', command: 'CONN' }, 'unsent'],
  ['a wrong password', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'unsent'],
  ['a certificate', { code: 'ETLS', command: 'CONN' }, 'unsent'],
  ['a server that may not send for us', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 }, 'unsent'],
  ['told to come back', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, 'unsent'],
  ['told to come back after the mail', { code: 'EMESSAGE', command: 'DATA', responseCode: 452 }, 'unsent'],
  ['nobody of that name', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'refused'],
  ['a mail that it does not want', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'refused'],
  ['an address that is none', { code: 'EENVELOPE', command: 'API' }, 'refused'],
  ['a connection that broke', { code: 'ESOCKET', syscall: 'read', command: 'CONN' }, 'unknown'],
  ['no answer in time', { code: 'ETIMEDOUT', command: 'CONN' }, 'unknown'],
  ['hung up', { code: 'ECONNECTION', command: 'CONN' }, 'unknown'],
  ['a mistake of ours', new TypeError('x is not a function'), 'unknown'],
  ['nothing', undefined, 'unknown'],
])('%s', (_, error, state) => {
  expect(sendOutcome(error).state).toBe(state);
});

test('says no word of the server’s, which names the address', () => {
  const error = Object.assign(new Error('550 <amina@shop.example> unknown'), {
    ...{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 <amina@shop.example> unknown' },
  });
  expect(sendOutcome(error)).toEqual({ state: 'refused', code: 'EENVELOPE 550' });
});
