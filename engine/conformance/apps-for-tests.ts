import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { EngineConfig } from '../config';
import { type AppUnderTest, type FunctionsOf, startApp } from './app-under-test';
import { type ServerUnderTest, startServerUnderTest } from './server-for-tests';

/** One server for a test file, and apps that end with their test. */
export function serverForFile(config: Partial<EngineConfig> = {}) {
  let server: ServerUnderTest | undefined;
  beforeAll(async () => {
    server = await startServerUnderTest(config);
  });
  afterAll(() => server?.close());
  const get = () => {
    if (!server) throw new Error('The server under test has not started.');
    return server;
  };
  return {
    get server() {
      return get();
    },
    async startApp(functionsOf: FunctionsOf, id?: string): Promise<AppUnderTest> {
      const app = await startApp(get(), functionsOf, id);
      onTestFinished(() => app.close());
      return app;
    },
  };
}
