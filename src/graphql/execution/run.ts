import type { GraphQLError, GraphQLResolveInfo, ResponsePath } from 'graphql';
import type { Selected, SharedParts } from './selected.js';

export type Values = Record<string, unknown>;

/** One execution of a plan: what differs from request to request, and the errors so far. */
export class Run {
  readonly errors: GraphQLError[] = [];
  /** Arguments that are the same for every parent in this request, by the field they belong to. */
  readonly steadyArguments = new Map<Selected, Values>();
  readonly #nulled = new Set<ResponsePath | undefined>();

  constructor(
    private readonly parts: SharedParts,
    readonly variableValues: Values,
    readonly rootValue: unknown,
    readonly contextValue: unknown,
  ) {}

  /** What stands at `path` is null because of this error; beneath something that already is null, nothing is reported. */
  report(error: GraphQLError, path: ResponsePath | undefined): void {
    for (let at = path; at !== undefined; at = at.prev) {
      if (this.#nulled.has(at)) return;
    }
    if (this.#nulled.has(undefined)) return;
    this.#nulled.add(path);
    this.errors.push(error);
  }

  info({ field, nodes, parentType }: Selected, path: ResponsePath): GraphQLResolveInfo {
    const { schema, fragments, operation } = this.parts;
    return {
      fieldName: field.name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType,
      path,
      schema,
      fragments,
      rootValue: this.rootValue,
      operation,
      variableValues: this.variableValues,
    };
  }
}
