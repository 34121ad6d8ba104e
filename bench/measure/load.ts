import { requestBody, type Workload } from '../workloads.js';

/** Whoever answers; a `Running` contender, mostly. */
export interface LoadTarget {
  readonly contender: { readonly name: string };
  ask(body: string): Promise<string>;
}

export interface LoadOptions {
  readonly concurrency: number;
  readonly durationMs: number;
  /** At least so many requests, however long they take. */
  readonly requests: number;
  /** Not a millisecond longer, however many are still missing; default: no end. */
  readonly atMostMs?: number;
  /** The number of the first request, so that rounds go on where the last one ended. */
  readonly from?: number;
}

/** How long each request took, in milliseconds; the next one begins when one is answered. */
export async function load(
  running: LoadTarget,
  workload: Workload,
  { concurrency, durationMs, requests, atMostMs = Infinity, from = 0 }: LoadOptions,
): Promise<readonly number[]> {
  const times: number[] = [];
  const began = performance.now();
  let next = from;
  const goesOn = () => {
    const elapsed = performance.now() - began;
    return elapsed < atMostMs && (elapsed < durationMs || next - from < requests);
  };
  const client = async () => {
    while (goesOn()) {
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
