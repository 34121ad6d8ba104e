import {
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';

/** Something with an id, or that may be: it is found, checked and kept by itself. */
const ROW = 1;

/** Part of a row that is read anyway: an address, a line of an order, an amount. */
const PART = 0.25;

/** An upstream call for each parent, where no list or batch spares it. */
const CALL = 5;

/** One root field of a mutation: a call that is made once, with its record in the store. */
const WRITE = 10;

/** All of the schema, which is text of this process alone; how deep it goes around is graphql-js's to refuse. */
const INTROSPECTION = 100;

const WITH_CALL: ReadonlySet<string> = new Set([
  'Query.customers',
  'Query.orders',
  'Query.invitation',
  'Customer.contacts',
  'Customer.orders',
  'ArrowSphereCustomerDetails.provision',
  'DkHardwareCustomerDetails.credit',
  'IonCustomerDetails.cloudProfiles',
]);

/** How long lists are taken for that no argument bounds; what is longer shows in the actual cost alone. */
const ASSUMED_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['Customer.addresses', 4],
  ['Customer.contacts', 4],
  ['Order.products', 4],
  ['Query.sources', 5],
  ['CustomerConnection.sources', 5],
  ['OrderConnection.sources', 5],
]);
const ASSUMED_LENGTH = 3;

/** The filter member that names the customers whose orders are listed: most upstreams are asked for each of them. */
export const ASKED_FOR_EACH = { field: 'Query.orders', argument: 'filter', member: 'customerIds' };

/** Arguments that hold one entry for each element of the answer. */
const KEYS = ['ids', 'representations'];

/** What one field adds for itself; all of it is 0 for leaves. */
export interface FieldWeight {
  /** Once for each parent, whatever comes back. */
  readonly asked: number;
  /** For each object that comes back. */
  readonly each: number;
}

export function weightOf(
  parent: GraphQLNamedType,
  name: string,
  type: GraphQLNamedType,
  isMutation: boolean,
): FieldWeight {
  const asked = (isMutation ? WRITE : 0) + (WITH_CALL.has(`${parent.name}.${name}`) ? CALL : 0);
  return { asked, each: isRow(type) ? ROW : PART };
}

export const INTROSPECTION_WEIGHT: FieldWeight = { asked: INTROSPECTION, each: 0 };

/** Entities as federation lists them, and what implements `Node`. */
function isRow(type: GraphQLNamedType): boolean {
  if (isUnionType(type)) return type.name === '_Entity';
  if (isInterfaceType(type)) return type.name === 'Node';
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

/** How the length of a field's list is found. */
export type ListLength =
  | { readonly by: 'page' }
  | { readonly by: 'keys'; readonly argument: string }
  | { readonly by: 'assumption'; readonly length: number };

/** Undefined for fields that are no lists. */
export function listLengthOf(
  parent: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
): ListLength | undefined {
  if (!isList(field.type)) return undefined;
  if (isConnection(parent) && (field.name === 'nodes' || field.name === 'edges')) return { by: 'page' };
  const keys = field.args.find(({ name }) => KEYS.includes(name));
  if (keys !== undefined) return { by: 'keys', argument: keys.name };
  return {
    by: 'assumption',
    length: ASSUMED_LENGTHS.get(`${parent.name}.${field.name}`) ?? ASSUMED_LENGTH,
  };
}

/** The types whose rows are as many as the `first` of the field that gives them. */
export function isConnection({ name }: GraphQLNamedType): boolean {
  return name.endsWith('Connection');
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}
