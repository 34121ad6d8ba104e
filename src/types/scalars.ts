import countries from 'i18n-iso-countries';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';

/** RFC 3339 with offset, e.g. `2024-05-15T09:39:05+02:00`. */
export type DateTimeText = string;
/** An exact decimal as text, e.g. `12.4`. */
export type DecimalText = string;
/** ISO 3166-1 alpha-2, upper case. */
export type CountryCodeText = string;

/** Refused by one of the scalars below, in words that do not quote it. */
export class UnfitText extends TypeError {}

/**
 * Domain values are text that the mappings have already made well-formed, so answering costs nothing;
 * only what a caller sends is parsed here. It is refused by plain errors: to these graphql-js adds where it stood.
 */
function textScalar(
  name: string,
  description: string,
  parse: (text: string) => string,
): GraphQLScalarType<string> {
  return new GraphQLScalarType<string>({
    name,
    description,
    serialize: (value) => {
      if (typeof value !== 'string') throw new GraphQLError(`${name} cannot represent a ${typeof value}.`);
      return value;
    },
    parseValue: (value) => parse(requireText(name, value)),
    parseLiteral: (node: ValueNode) =>
      parse(requireText(name, node.kind === Kind.STRING ? node.value : undefined)),
  });
}

function requireText(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new UnfitText(`${name} must be a string.`);
  return value;
}

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T(?!24)\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

function isTime(text: string): boolean {
  const [, day] = RFC_3339.exec(text) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  // `Date` takes 30 February for the first of March.
  return new Date(day).toISOString().startsWith(day);
}

export const DateTime = textScalar(
  'DateTime',
  "RFC 3339 with offset; naive upstream times are read in the source's configured time zone.",
  (text) => {
    if (!isTime(text)) {
      throw new UnfitText('DateTime must be RFC 3339 with an offset, e.g. "2024-05-15T09:39:05Z".');
    }
    return text;
  },
);

const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;

export const Decimal = textScalar(
  'Decimal',
  'An exact decimal as a string, e.g. "12.4"; never rounded.',
  (text) => {
    if (!DECIMAL.test(text)) throw new UnfitText('Decimal must be plain decimal digits, e.g. "12.4".');
    return text;
  },
);

export const CountryCode = textScalar('CountryCode', 'ISO 3166-1 alpha-2, e.g. "FR".', (text) => {
  const code = text.toUpperCase();
  if (countries.alpha2ToAlpha3(code) === undefined) {
    throw new UnfitText('CountryCode must be an ISO 3166-1 alpha-2 code, e.g. "FR".');
  }
  return code;
});

export const JSONScalar = GraphQLJSON;
