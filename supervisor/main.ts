import { buildWhatIsOld } from './build/build-steps';
import { BUILT_SYSTEM } from './built-system';
import { runSupervisor } from './run-supervisor';

await runSupervisor({
  ...BUILT_SYSTEM,
  build: (log, signal) => buildWhatIsOld({ root: BUILT_SYSTEM.root, log, signal }),
});
