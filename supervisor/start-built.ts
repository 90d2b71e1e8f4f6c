import { BUILT_SYSTEM } from './built-system';
import { runSupervisor } from './run-supervisor';

/** `node dist/supervisor.js`: what `npm run up` starts, where neither sources nor compilers came along. */
await runSupervisor({ ...BUILT_SYSTEM, build: async () => {} });
