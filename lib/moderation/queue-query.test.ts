import { describe, expect, test } from 'vitest';
import { readQueueQuery } from './queue-query';
import { queueQueryString } from './queue-query.schema';

const read = (address: string) => readQueueQuery(new URLSearchParams(address));
const SELLER = '0b2f2c1e-8f0e-4a8e-9a53-0f2d3c4b5a69';

describe('the desk’s address', () => {
  test('says all that is shown, and no more than that', () => {
    const query = read(`queue=changed&sort=unsure&reason=weapon&category=shoes&below=60&waited=24&seller=${SELLER}`);
    expect(query).toEqual({
      ...{ queue: 'changed', sort: 'unsure', reason: 'weapon', category: 'shoes', seller: SELLER },
      ...{ below: 60, waited: 24 },
    });
    expect(read(queueQueryString(query))).toEqual(query);
    expect(queueQueryString(read(''))).toBe('');
    expect(queueQueryString({ queue: 'reported', sort: 'urgent' })).toBe('?queue=reported');
    expect(queueQueryString({ queue: 'flagged' }, { cursor: 'a b' })).toBe('?cursor=a+b');
  });

  test.each([
    'queue=nonsense',
    'reason=ugly',
    'below=0',
    'below=many',
    'waited=-1',
    'seller=254712345678',
    'x=1',
    'constructor=1',
  ])('passes over what it does not know: %s', (address) =>
    expect(read(`${address}&category=bags`)).toEqual({ queue: 'flagged', category: 'bags' }),
  );
});
