import { readdirSync, readFileSync } from 'node:fs';

interface ProcessStat {
  pid: number;
  parent: number;
  residentPages: number;
}

const PAGE_KB = 4;

/** Resident memory of each process and everything it started, in MB. Empty where there is no /proc. */
export function readMemory(pids: Record<string, number>): Record<string, number> {
  const processes = readProcesses();
  if (processes.length === 0) return {};
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, treeMb(processes, pid)]));
}

/** Threads share their process's memory, processes do not: the whole tree is what the machine has to give. */
export function treeMb(processes: ProcessStat[], root: number): number {
  const members = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of processes) {
      if (members.has(parent) && !members.has(pid)) {
        members.add(pid);
        grown = true;
      }
    }
  }
  const pages = processes
    .filter(({ pid }) => members.has(pid))
    .reduce((sum, { residentPages }) => sum + residentPages, 0);
  return (pages * PAGE_KB) / 1024;
}

/** /proc/PID/stat: the name in parentheses may hold anything; state, parent and resident pages come after it. */
export function parseStat(text: string): ProcessStat | undefined {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [pid, parent, residentPages] = [Number.parseInt(text, 10), Number(fields[1]), Number(fields[21])];
  return [pid, parent, residentPages].every(Number.isInteger) ? { pid, parent, residentPages } : undefined;
}

function readProcesses(): ProcessStat[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => readStat(pid) ?? []);
  } catch {
    return [];
  }
}

/** It may end between the listing and the look. */
function readStat(pid: string): ProcessStat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}
