import { GraphQLError, type GraphQLInputType } from 'graphql';
import { UnfitText } from '../../types/scalars.js';

/** Where a value stands that is none of its type; in the scalar's own words where it has any. */
export function misfit(place: string, type: GraphQLInputType, error: GraphQLError): string {
  const told = `${place} is not of type "${type.toString()}".`;
  const reason = rootOf(error);
  return reason instanceof UnfitText ? `${told} ${reason.message}` : told;
}

function rootOf(error: Error): Error {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}
