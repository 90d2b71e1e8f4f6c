import { randomBytes } from 'node:crypto';

export function testKeys(): { eventKey: string; signingKey: string } {
  return {
    eventKey: randomBytes(16).toString('hex'),
    signingKey: `signkey-test-${randomBytes(32).toString('hex')}`,
  };
}
