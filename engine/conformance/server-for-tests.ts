import { createTestDatabase } from '@/e2e/support/test-database';
import type { EngineConfig } from '../config';
import { startTestEngine } from '../testing/test-engine';
import { testKeys } from '../testing/test-keys';

/** What the suite runs against: the embedded engine, or the Inngest server that INNGEST_CONFORMANCE_URL names. */
export interface ServerUnderTest {
  baseUrl: string;
  eventKey: string;
  /** Undefined: a dev server, which neither signs nor checks. */
  signingKey: string | undefined;
  isEmbedded: boolean;
  close(): Promise<void>;
}

export const isEmbedded = process.env.INNGEST_CONFORMANCE_URL === undefined;

/** `config` is for the embedded engine alone. */
export async function startServerUnderTest(config: Partial<EngineConfig> = {}): Promise<ServerUnderTest> {
  const baseUrl = process.env.INNGEST_CONFORMANCE_URL;
  if (baseUrl !== undefined) {
    const { INNGEST_EVENT_KEY: eventKey = 'conformance', INNGEST_SIGNING_KEY: signingKey } = process.env;
    return { baseUrl, eventKey, signingKey, isEmbedded: false, close: async () => {} };
  }
  const database = await createTestDatabase();
  const keys = testKeys();
  const engine = await startTestEngine({ databaseUrl: database.url, ...keys, ...config });
  return {
    baseUrl: engine.url,
    ...keys,
    isEmbedded: true,
    async close() {
      await engine.stop(0);
      await database.drop();
    },
  };
}
