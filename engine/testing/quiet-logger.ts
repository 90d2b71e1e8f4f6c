import { pino } from 'pino';

/** `ENGINE_TEST_LOG=debug` shows what the engine says during tests. */
export const quietLogger = pino({ level: process.env.ENGINE_TEST_LOG ?? 'silent' });
