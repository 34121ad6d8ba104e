import { firstDifference } from '../answers.js';
import type { Running } from '../contenders/running.js';
import { requestBody, type Workload } from '../workloads.js';

/** So many requests of a workload are compared. */
const COMPARED = 3;

/** Where contenders answer otherwise than the first of them, the limit; an error of the benchmark, never a result. */
export async function differences(
  [reference, ...others]: readonly Running[],
  workload: Workload,
): Promise<readonly string[]> {
  if (reference === undefined) return [];
  const found: string[] = [];
  for (let n = 0; n < COMPARED; n += 1) {
    const body = requestBody(workload, n);
    const expected = answered(await reference.ask(body));
    for (const running of others) {
      const text = await running.ask(body);
      const difference = firstDifference(expected, answered(text));
      if (difference !== null)
        found.push(`${running.contender.name}, ${workload.name}: ${difference} (${text.slice(0, 300)})`);
    }
  }
  return found;
}

/** What an answer says; what a server tells of itself beside it, in `extensions`, is its own. */
function answered(text: string): unknown {
  try {
    const { data, errors } = JSON.parse(text) as { readonly data?: unknown; readonly errors?: unknown };
    return { data, errors };
  } catch {
    return text;
  }
}
