import { cruise } from './cruise';
import { findLongLines } from './long-lines';

const [{ violations, modules }, longLines] = await Promise.all([cruise(process.cwd()), findLongLines(process.cwd())]);
for (const { rule, from, to } of violations) process.stdout.write(`${rule}: ${from} → ${to}\n`);
for (const place of longLines) process.stdout.write(`over 120 columns: ${place}\n`);
process.stdout.write(`${modules} modules, ${violations.length} imports that cross a boundary\n`);
process.stdout.write(`${longLines.length} lines over 120 columns\n`);
process.exitCode = violations.length + longLines.length > 0 ? 1 : 0;
