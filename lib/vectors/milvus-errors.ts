import { SokoError } from '@/lib/platform/errors';
import { withoutSecret } from '@/lib/platform/secrets';
import { vectorStoreFault, vectorStoreUnavailable } from './vector-store';

/** It says so itself, or asks to be slower: over in moments. */
const PASSING = /rate (?:type|limit)|RateLimit|time ?tick|retry later/i;

const ROOM = 'Give Milvus more room, or raise its quota.';
/** What stays as it is until somebody changes something, by what Milvus, Zilliz Cloud or the connection says of it. */
const REMEDIES: [RegExp, string][] = [
  [/(?:disk|memory|storage) (?:quota|limit)|quota (?:exceeded|exhausted)|no space left/i, ROOM],
  [/deny to write|force to deny|read.?only|insufficient memory|out of memory/i, ROOM],
  [/exceed\w*\b.*\bcollections?\b|\bcollections?\b.*\bexceed/i, 'Drop collections there, or raise their limit.'],
  [
    /^(?:16|7) |auth check|unauthenticated|not authenticated|permission ?den|privilege|api ?key|access denied/i,
    'Look at MILVUS_TOKEN: an API key, or user:password, of one who may make, fill and search collections.',
  ],
  [/database not found|no such database|database .*not exist/i, 'Set MILVUS_DATABASE to one that is there.'],
  [
    /certificate|wrong version number|ssl routines|self.signed|EPROTO/i,
    'Look at MILVUS_ADDRESS (with https:// or without, the name in it) and at the certificate of that server.',
  ],
  [/does not know the call/, 'Have Milvus 2.3 or newer at MILVUS_ADDRESS, and nothing before it that knows no gRPC.'],
  [/suspended|stopped by|overdue|free trial/i, 'Look at the cluster and the account there.'],
];
const LONGEST_WORDS = 300;

/** `where`: its address, for the message. `token`: what must not be told, whoever wrote it. */
export function asVectorStoreError(
  error: unknown,
  { where, token = '' }: { where: string; token?: string | undefined },
): SokoError {
  if (error instanceof SokoError) return error;
  const words = ownWords(error, token);
  // What it wraps is logged, too.
  const cause = new Error(words);
  const remedy = PASSING.test(words) ? undefined : REMEDIES.find(([said]) => said.test(words))?.[1];
  return remedy === undefined
    ? vectorStoreUnavailable(where, cause)
    : vectorStoreFault(`${where}: ${words}`, remedy, cause);
}

/** On one line, and without the token or either half of it. */
function ownWords(error: unknown, token: string): string {
  const said = error instanceof Error ? error.message : String(error);
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(token) ?? [];
  const shown = [token, password].reduce(withoutSecret, said);
  return shown.replace(/\s+/g, ' ').trim().slice(0, LONGEST_WORDS);
}
