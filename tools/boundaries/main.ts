import { cruise } from './cruise';

const { violations, modules } = await cruise(process.cwd());
for (const { rule, from, to } of violations) process.stdout.write(`${rule}: ${from} → ${to}\n`);
process.stdout.write(`${modules} modules, ${violations.length} imports that cross a boundary\n`);
process.exitCode = violations.length > 0 ? 1 : 0;
