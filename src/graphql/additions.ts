import { GraphQLError } from 'graphql';
import type { ListReports } from '../resolvers/list-reports.js';
import type { OperationScope } from '../upstream/scope.js';

/** Sources that failed in a list whose `sources` the client did not ask for. */
export function untoldFailures(reports: ListReports): readonly GraphQLError[] {
  return reports
    .untold()
    .map(({ failure, path }) => new GraphQLError(failure.message, { originalError: failure, path }));
}

/** `extensions.upstream`: every upstream call of the operation. */
export function upstreamCalls({ calls }: OperationScope): readonly unknown[] {
  return calls.map((call) => ({
    ...call,
    startOffsetMs: roundedMs(call.startOffsetMs),
    durationMs: roundedMs(call.durationMs),
  }));
}

function roundedMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}
