import { Command } from 'commander';
import type { Finding } from './doctor-checks';

const MARKS: Record<Finding['state'], string> = { ok: '✓', note: '·', problem: '✗' };

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Looks at everything Soko needs on this machine and says what is missing and what to do. Exit code 1: a problem.',
    )
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examine();
      if (findings.some(({ state }) => state === 'problem')) process.exitCode = 1;
      if (json) return void process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
      for (const { what, state, detail, remedy } of findings) {
        process.stdout.write(`${MARKS[state]} ${what.padEnd(12)} ${detail}\n`);
        if (remedy !== undefined) process.stdout.write(`  ${' '.repeat(12)} → ${remedy}\n`);
      }
    });
}

/** One after another: some start a process. A check that throws has found a problem. */
async function examine(): Promise<Finding[]> {
  // Loads the browser's and every store's libraries: other commands should not wait for them.
  const { checks } = await import('./doctor-checks');
  const findings: Finding[] = [];
  for (const { what, look } of await checks()) {
    const finding = await look().catch((error: unknown) => ({
      state: 'problem' as const,
      detail: error instanceof Error ? error.message : String(error),
    }));
    findings.push({ what, ...finding });
  }
  return findings;
}
