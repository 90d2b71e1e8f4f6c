import { Command } from 'commander';
import { say } from './connect';
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
      if (json) return say(JSON.stringify(findings, null, 2));
      for (const { what, state, detail, remedy } of findings) {
        say(`${MARKS[state]} ${what.padEnd(12)} ${detail}`);
        if (remedy !== undefined) say(`  ${' '.repeat(12)} → ${remedy}`);
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
