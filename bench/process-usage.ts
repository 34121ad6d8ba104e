import { readdirSync, readFileSync } from 'node:fs';

/**
 * What a process and its children have used, read from /proc: the same for every contender, whatever it is written in.
 * `schedstat` counts nanoseconds, where `stat` counts hundredths of a second.
 */
export function cpuMs(pid: number): number {
  const own = tasksOf(pid).reduce((sum, task) => sum + nanosecondsOf(`/proc/${pid}/task/${task}`), 0) / 1e6;
  return childrenOf(pid).reduce((sum, child) => sum + cpuMs(child), own);
}

/** The most memory that it ever had at once, children included. */
export function peakBytes(pid: number): number {
  const [, kilobytes = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return childrenOf(pid).reduce((sum, child) => sum + peakBytes(child), Number(kilobytes) * 1024);
}

export function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), Number(kilobytes) * 1024);
}

function tasksOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/task`);
}

function nanosecondsOf(task: string): number {
  return Number(read(`${task}/schedstat`).split(' ')[0] ?? 0);
}

function childrenOf(pid: number): readonly number[] {
  return tasksOf(pid).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`)
      .split(' ')
      .filter((child) => child !== '')
      .map(Number),
  );
}

/** Threads and processes may end between being listed and being read; then they count no more. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
