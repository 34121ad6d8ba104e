import {
  buildSchema,
  GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  isUnionType,
  Kind,
  type GraphQLSchema,
} from 'graphql';
import { madeUpResolver } from './rows.js';

const SDL = `
  interface Node { id: ID! self: Node }
  interface Named { name: String! resolvedName(upper: Boolean = false): String }
  type Cat implements Node & Named {
    id: ID! self: Node name: String! resolvedName(upper: Boolean = false): String
    lives: Int! mood: Mood kittens: [Cat!] kittensNever: [Cat!]! resolvedFriends(of: [ID!], like: Like = { name: "any" }): [Pet]!
  }
  type Dog implements Node & Named {
    id: ID! self: Node name: String! resolvedName(upper: Boolean = false): String
    weight: Float walks: [[String!]]! resolvedOwner(in: Like!): Owner! grid: [[Cat]!] odd: Odd odds: [Odd!]
  }
  type Bird implements Named { name: String! resolvedName(upper: Boolean = false): String flies: Boolean! owner: Owner resolvedMood(of: Mood! = CALM): Mood! }
  type Owner { id: ID! name: String pets: [Pet!]! resolvedPets(first: Int! = 2, odd: Odd): [Pet!] named: [Named] things: [Thing!] pair: Owner! }
  union Pet = Cat | Dog
  union Thing = Cat | Dog | Bird | Owner
  enum Mood { CALM WILD STRANGE }
  scalar Odd
  input Like { name: String! = "none" mood: Mood = WILD inner: Like moods: [Mood!] = [CALM] odd: Odd count: Int }
  type Query {
    resolvedCat(id: ID!): Cat resolvedCats(first: Int, moods: [Mood!] = [WILD, CALM]): [Cat!]!
    resolvedPet(like: Like): Pet! resolvedThings: [Thing] resolvedNode(id: ID = "x"): Node resolvedNamed: [Named!]
    resolvedOwner(odd: Odd = "given"): Owner resolvedNumber(of: Int! = 3): Int! resolvedMood(mood: Mood): Mood
    owner: Owner cats: [Cat] moods: [Mood!]! thing: Thing numbers: [Float]
  }
  type Mutation {
    resolvedFirst(like: Like!): Cat resolvedSecond(n: Int): Owner! resolvedThird: Thing third: [Dog!]
  }
`;

/** A schema with everything that the execution of an operation can come across, and resolvers that make it hard. */
export function richSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const resolve = madeUpResolver(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type))
      type
        .getValues()
        .forEach((value, index) => void (value.value = { 0: index, 1: 'wild' }[index] ?? value.name));
    if (isScalarType(type) && type.name === 'Odd') Object.assign(type, ODD);
    if (isUnionType(type) && type.name === 'Thing')
      type.resolveType = (value: WithKind) =>
        value.kind === 'Bird' ? Promise.resolve('Bird') : (value.kind ?? '');
    if (isInputObjectType(type)) {
      for (const { defaultValue } of Object.values(type.getFields())) Object.freeze(defaultValue);
    }
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.args.forEach(({ defaultValue }) => Object.freeze(defaultValue));
      if (field.name.startsWith('resolved')) field.resolve = resolve;
    }
    if (type.name === 'Dog') type.isTypeOf = (value: WithKind) => value.kind === 'Dog';
    if (type.name === 'Bird') type.isTypeOf = (value: WithKind) => Promise.resolve(value.kind === 'Bird');
  }
  return schema;
}

interface WithKind {
  readonly kind?: string;
}

/** A scalar that does what scalars should not. */
const ODD = new GraphQLScalarType<unknown>({
  name: 'Odd',
  serialize: (value) => {
    switch (String(value).length % 6) {
      case 0:
        throw new RangeError(`odd ${String(value)}`);
      case 1:
        return null;
      case 2:
        return { of: String(value), list: [1] };
      case 3:
        return Promise.resolve(`promised ${String(value)}`);
      default:
        return value;
    }
  },
  parseValue: (value) => {
    if (value === 'text 3') throw new TypeError('odd is not 3');
    return { value };
  },
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING) return [node.kind];
    if (node.value === 'text 4') throw new TypeError('odd is not 4');
    return node.value === 'text 1' ? new Date(0) : node.value;
  },
});
