import { setTimeout as sleep } from 'node:timers/promises';
import type { WorldServer } from '@/e2e/world/control/control-handler';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { type Fault, MOMENTS } from '../fault';

const SLOW_MS = 20_000;
const UNTIL_BACK_MS = 60_000;
const READ_AGAIN = 'nobody: what WhatsApp did not show is read again by the next heartbeat';

interface Outside {
  server: WorldServer;
  what: string;
  slow: QuirkInput[];
  garbage: QuirkInput[];
  because: string;
}

const PAGES: Outside = {
  server: 'pages',
  what: 'WhatsApp’s pages',
  slow: [{ on: 'page', quirk: { kind: 'slow', ms: SLOW_MS } }],
  garbage: [{ on: 'page', quirk: { kind: 'empty' } }],
  because: READ_AGAIN,
};
const CDN: Outside = {
  server: 'cdn',
  what: 'the pictures’ CDN',
  slow: [{ on: 'image', quirk: { kind: 'slow', ms: SLOW_MS } }],
  garbage: [{ on: 'image', quirk: { kind: 'html' } }],
  because: READ_AGAIN,
};
const GEMINI: Outside = {
  server: 'gemini',
  what: 'Gemini',
  slow: [{ on: 'gemini', quirk: { kind: 'slow', ms: SLOW_MS } }],
  garbage: [{ on: 'gemini', quirk: { kind: 'text', text: 'What a lovely day! \u0000{"decision":' } }],
  because: 'a moderator: what the reviewer answered cannot be used, and is flagged for people',
};

/** Another of these is asked for in each of its stages' middle. */
const momentsOf = ({ server }: Outside) => [server === 'gemini' ? MOMENTS.embed : MOMENTS.hydrate];

function during(outside: Outside, how: 'slow' | 'garbage', words: string): Fault {
  return {
    name: `${outside.server}-${how}`,
    what: `${outside.what}: ${words} for a minute`,
    moments: momentsOf(outside),
    lasts: 'a minute',
    because: outside.because,
    inject: async ({ world }) => {
      for (const quirk of outside[how]) await world.quirk(quirk);
    },
    end: async ({ world }) => void (await world.control({ do: 'quirks-off' })),
  };
}

function down(outside: Outside, minuteMs: number): Fault {
  const { server, what, because } = outside;
  return {
    ...{ name: `${server}-down`, what: `${what}: down for a minute (connections refused)`, because },
    moments: momentsOf(outside),
    async inject({ world }) {
      await world.refuse(server, minuteMs / 1_000);
      await sleep(minuteMs);
      for (const giveUpAt = Date.now() + UNTIL_BACK_MS; Date.now() < giveUpAt; await sleep(100)) {
        if (
          await world.control({ do: 'quirks-off' }).then(
            () => true,
            () => false,
          )
        )
          return;
      }
    },
  };
}

const refusals: Fault = {
  name: 'refusals',
  what: 'every page answers 429 (Retry-After: 5) for a minute',
  lasts: 'a minute',
  because: READ_AGAIN,
  inject: async ({ world }) =>
    void (await world.quirk({ on: 'page', quirk: { kind: 'status', status: 429, retryAfterSeconds: 5 } })),
  end: async ({ world }) => void (await world.control({ do: 'quirks-off' })),
};

export const outside = (minuteMs: number): Fault[] => [
  ...[PAGES, CDN, GEMINI].flatMap((each) => [
    down(each, minuteMs),
    during(each, 'slow', `answers take ${SLOW_MS / 1_000} s`),
    during(each, 'garbage', 'garbage'),
  ]),
  refusals,
];
