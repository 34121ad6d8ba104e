import {
  execute,
  getVariableValues,
  GraphQLError,
  locatedError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { planFor, type Plan } from './plan.js';
import { Run, type Values } from './run.js';
import { isObjectLike, isPromise } from './values.js';

/** As graphql-js coerces variables unless told otherwise. */
const COERCION = { maxErrors: 50 };

/** The part of graphql-js's arguments that this graph uses. */
export type OperationArgs = Pick<
  ExecutionArgs,
  'schema' | 'document' | 'rootValue' | 'contextValue' | 'variableValues' | 'operationName'
>;

/** What executes a valid operation: never rejects, and gives no promise where nothing had to be waited for. */
export type Execute = (args: OperationArgs) => ExecutionResult | Promise<ExecutionResult>;

/** As graphql-js's `execute`, by a plan that is made once for an operation of a document. */
export const executeCompiled: Execute = (args) => {
  const { schema, document, operationName = null, variableValues, rootValue, contextValue } = args;
  const plan = planFor(schema, document, operationName);
  // What cannot be begun is graphql-js's to refuse.
  if (plan === undefined || (variableValues != null && !isObjectLike(variableValues))) return execute(args);
  const variables = getVariableValues(
    schema,
    plan.operation.variableDefinitions ?? [],
    variableValues ?? {},
    COERCION,
  );
  if (variables.errors !== undefined) return { errors: variables.errors };
  return answer(new Run(plan, variables.coerced, rootValue, contextValue), plan);
};

function answer(run: Run, plan: Plan): ExecutionResult | Promise<ExecutionResult> {
  const withoutData = (error: unknown) => {
    run.report(error instanceof GraphQLError ? error : locatedError(error, undefined), undefined);
    return result(null, run);
  };
  try {
    const data = plan.execute(run);
    return isPromise(data) ? data.then((settled) => result(settled, run), withoutData) : result(data, run);
  } catch (error) {
    return withoutData(error);
  }
}

function result(data: Values | null, { errors }: Run): ExecutionResult {
  return errors.length === 0 ? { data } : { errors, data };
}

/** By the names of the setting `server.execution`. */
export const executors = { compiled: executeCompiled, 'graphql-js': execute } as const;
