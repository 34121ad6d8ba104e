import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { CircuitState, Source, SourceHealth, SourceStatus } from '../types/source.js';
import type { TransportHealth } from '../upstream/health.js';
import type { GraphContext } from './context.js';
import { toSource, toUpstreamError } from './source-view.js';

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => [Source])
  sources(@Ctx() { sources }: GraphContext): Source[] {
    return [...sources].map(({ datasource }) => toSource(datasource));
  }

  @FieldResolver(() => SourceHealth, {
    description: "Read from the transport's own state: never an upstream call.",
  })
  health(@Root() source: Source, @Ctx() { sources }: GraphContext): SourceHealth | undefined {
    const health = sources.get(source.id)?.datasource.health;
    if (health === undefined) return undefined;
    return {
      status: statusOf(health),
      circuit: CircuitState[health.circuit],
      remainingBudget: health.remainingBudget,
      lastError: health.lastError === null ? null : toUpstreamError(health.lastError),
    };
  }
}

function statusOf({ circuit, failing }: TransportHealth): SourceStatus {
  if (circuit === 'OPEN') return SourceStatus.UNAVAILABLE;
  return failing ? SourceStatus.DEGRADED : SourceStatus.HEALTHY;
}

/** The source something came from; it is there, or the thing would not have been readable. */
export function sourceOf(
  { sourceId }: { readonly sourceId: string },
  { sources }: GraphContext,
): Source | undefined {
  const source = sources.get(sourceId);
  return source === undefined ? undefined : toSource(source.datasource);
}

/** `Source` by its federation key. */
export function resolveSourceReference(
  { id }: { readonly id: string },
  { sources }: GraphContext,
): Source | null {
  const source = sources.get(id);
  return source === undefined ? null : toSource(source.datasource);
}
