import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { encodeNodeId } from '../../../src/ids.js';

/** A field, and one way to it. */
export interface Place {
  /** `Type.field` */
  readonly name: string;
  readonly operation: 'query' | 'mutation' | 'subscription';
  /** The fields from the root to it, each as `Type.field`. */
  readonly way: readonly string[];
  /** A source that has such a thing. */
  readonly source: string;
  /** Asks for the field alone, of things at the source with this id. */
  readonly queryAt: (sourceId: string) => string;
}

/** External ids of things that are there, by source: customers, and operations that somebody has begun. */
export interface Known {
  readonly customers: Readonly<Record<string, string>>;
  readonly operations: Readonly<Record<string, string>>;
}

interface At {
  readonly sourceId: string;
  readonly known: Known;
}

interface Step {
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

/** Every field of every type, each by the shortest way from a root: queries first, then mutations, then subscriptions. */
export function walkSchema(schema: GraphQLSchema, known: Known): readonly Place[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const ways = new Map<GraphQLObjectType, readonly Step[]>();
  for (const root of roots) {
    if (!root) continue;
    ways.set(root, []);
    const queue = [root];
    for (let type = queue.shift(); type !== undefined; type = queue.shift()) {
      for (const field of Object.values(type.getFields())) {
        for (const next of typesBehind(field)) {
          if (ways.has(next)) continue;
          ways.set(next, [...(ways.get(type) ?? []), { parent: type, field }]);
          queue.push(next);
        }
      }
    }
  }
  return [...ways].flatMap(([type, way]) =>
    Object.values(type.getFields()).map((field) => placeOf(schema, known, [...way, { parent: type, field }])),
  );
}

/** `_Entity` is left aside: its members are reached by ways that have fields. */
function typesBehind(field: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isUnionType(type)) return type.name === '_Entity' ? [] : type.getTypes();
  return isObjectType(type) && !type.name.startsWith('__') ? [type] : [];
}

function placeOf(schema: GraphQLSchema, known: Known, steps: readonly Step[]): Place {
  const way = steps.map(({ parent, field }) => `${parent.name}.${field.name}`);
  const root = steps[0]?.parent;
  const operation =
    root === schema.getQueryType()
      ? 'query'
      : root === schema.getMutationType()
        ? 'mutation'
        : 'subscription';
  return {
    name: way.at(-1) ?? '',
    operation,
    way,
    source: sourceWith(way),
    queryAt: (sourceId) => `${operation} { ${selection(steps, { sourceId, known })} }`,
  };
}

/** Only one provider has the details of its own kind, and only one has invitations. */
function sourceWith(way: readonly string[]): string {
  const text = way.join(' ');
  if (/ArrowSphere|invitation/i.test(text)) return 'arrow';
  if (text.includes('CloudCockpit')) return 'cockpit';
  return text.includes('IonCustomer') ? 'ion' : 'dkh';
}

function selection([step, ...rest]: readonly Step[], at: At): string {
  if (step === undefined) return '__typename';
  const { field } = step;
  const given = field.args.filter((argument) => isRequiredArgument(argument) || isOfSource(argument));
  const args = given.map(({ name, type }) => `${name}: ${valueOf(type, name, field.name, at)}`);
  const call = args.length === 0 ? field.name : `${field.name}(${args.join(', ')})`;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return call;
  const inner = selection(rest, at);
  const [next] = rest;
  return next !== undefined && isUnionType(type)
    ? `${call} { ... on ${next.parent.name} { ${inner} } }`
    : `${call} { ${inner} }`;
}

const isOfSource = ({ name }: GraphQLArgument) => name === 'filter' || name === 'sourceIds';

/** A literal that fits; ids are those of things at the source. */
function valueOf(type: GraphQLInputType, name: string, of: string, at: At): string {
  if (isNonNullType(type)) return valueOf(type.ofType, name, of, at);
  if (isListType(type)) return `[${valueOf(type.ofType, name, of, at)}]`;
  if (isInputObjectType(type)) {
    const members = Object.values(type.getFields()).filter(
      (member) => isRequiredInputField(member) || member.name === 'sourceIds',
    );
    return `{ ${members.map((each) => `${each.name}: ${valueOf(each.type, each.name, of, at)}`).join(', ')} }`;
  }
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
  return scalarOf(type.name, name, of, at);
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

function scalarOf(type: string, name: string, of: string, { sourceId, known }: At): string {
  const externalIds = {
    customer: known.customers[sourceId],
    order: NOBODY,
    operation: known.operations[sourceId],
  };
  const idOf = (kind: keyof typeof externalIds) => encodeNodeId(kind, sourceId, externalIds[kind] ?? NOBODY);
  if (type === '_Any') return `{ __typename: "Customer", id: "${idOf('customer')}" }`;
  if (type === 'Int') return '1';
  if (type === 'Boolean') return 'true';
  if (type === 'CountryCode') return '"FR"';
  if (type === 'Decimal') return '"1"';
  if (name === 'sourceId' || name === 'sourceIds') return `"${sourceId}"`;
  if (type !== 'ID') return '"x"';
  if (name === 'resellerId' || name === 'providerInstanceId') return '"x"';
  if (/order/i.test(of) && name === 'id') return `"${idOf('order')}"`;
  return /operation/i.test(of) ? `"${idOf('operation')}"` : `"${idOf('customer')}"`;
}
