import type { Running } from '../contenders/running.js';
import { requestBody, type Workload } from '../workloads.js';

export interface LoadOptions {
  readonly concurrency: number;
  readonly durationMs: number;
  /** At least so many requests, however long they take. */
  readonly requests: number;
  /** The number of the first request, so that rounds go on where the last one ended. */
  readonly from?: number;
}

/** How long each request took, in milliseconds; the next one begins when one is answered. */
export async function load(
  running: Running,
  workload: Workload,
  { concurrency, durationMs, requests, from = 0 }: LoadOptions,
): Promise<readonly number[]> {
  const times: number[] = [];
  const until = performance.now() + durationMs;
  let next = from;
  const client = async () => {
    while (performance.now() < until || next - from < requests) {
      const body = requestBody(workload, next);
      next += 1;
      const start = performance.now();
      const answer = await running.ask(body);
      times.push(performance.now() - start);
      // What an answer with errors costs would mean nothing.
      if (!answer.startsWith('{"data":') || answer.includes('"errors"'))
        throw new Error(`${running.contender.name}, ${workload.name}: ${answer.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  return times;
}
