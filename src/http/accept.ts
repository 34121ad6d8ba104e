import Negotiator from 'negotiator';

export const JSON_TYPE = 'application/json';
export const RESPONSE_TYPE = 'application/graphql-response+json';

/** GraphQL over HTTP, 6: clients of the first read what went wrong from the body alone, those of the second also from the status. */
export type AnswerType = typeof JSON_TYPE | typeof RESPONSE_TYPE;

const TYPES = [JSON_TYPE, RESPONSE_TYPE] as const;

/** What clients mostly say; the unusual is read by the book. */
const USUAL: ReadonlyMap<string, AnswerType> = new Map([
  ['*/*', JSON_TYPE],
  [JSON_TYPE, JSON_TYPE],
  [RESPONSE_TYPE, RESPONSE_TYPE],
]);

/** Answers are in it whether it is asked for or not; Negotiator would look for a type with this parameter. */
const UTF_8 = /; *charset="?utf-?8"?/gi;

/** The type of an answer that a client takes; undefined where it takes none. Without a header it takes JSON. */
export function acceptedType(header: string | undefined): AnswerType | undefined {
  const accept = (header ?? '').replace(UTF_8, '') || '*/*';
  const usual = USUAL.get(accept);
  if (usual !== undefined) return usual;
  const preferred = new Negotiator({ headers: { accept } }).mediaType([...TYPES]);
  return TYPES.find((type) => type === preferred);
}
