import type { Datasource } from '../../../src/datasources/source.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { sampleUpstream, type ReceivedCall, type SampleRoute } from '../../support/sample-upstream.js';
import { TOKEN, inScope, openSource, type SourceOptions } from './source.js';

/** Asks one question of a datasource whose upstream has exactly these samples; gives the answer and the calls made. */
export async function ask<Result>(
  routes: readonly SampleRoute[],
  question: (source: Datasource, scope: OperationScope) => Promise<Result>,
  options?: SourceOptions,
): Promise<{ answer: Result; token: ReceivedCall | undefined; calls: readonly ReceivedCall[] }> {
  const upstream = await sampleUpstream([TOKEN, ...routes]);
  const source = openSource(upstream.url, options);
  try {
    const answer = await inScope((scope) => question(source, scope));
    const [token, ...calls] = upstream.calls;
    return { answer, token, calls };
  } finally {
    await source.close();
    await upstream.close();
  }
}

export const requests = (calls: readonly ReceivedCall[]) =>
  calls.map(({ method, url }) => `${method} ${url}`);
