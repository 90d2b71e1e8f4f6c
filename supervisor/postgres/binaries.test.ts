import { expect, test } from 'vitest';
import { parseUsers } from './binaries';

test('users are read from a passwd file', () => {
  const users = parseUsers(
    'root:x:0:0:root:/root:/bin/bash\n\nnobody:x:65534:65533:nobody:/:/usr/sbin/nologin\nbroken\n',
  );
  expect([...users.keys()]).toEqual(['root', 'nobody']);
  expect(users.get('nobody')).toEqual({ uid: 65534, gid: 65533 });
});
