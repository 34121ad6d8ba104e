import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Tape } from './chance.js';

export interface MadeUpOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Names that objects have meanings for. */
const HARD_KEYS = ['__proto__', 'constructor', 'then', 'toString', 'hasOwnProperty', 'length'] as const;

/** An operation over whatever schema, with fragments, directives and variables; nearly always a valid one. */
export function makeUpOperation(schema: GraphQLSchema, tape: Tape): MadeUpOperation {
  const kinds: [string, GraphQLObjectType | null | undefined][] = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ];
  const [keyword, root] = kinds[tape.oneIn(5) ? 1 : 0] ?? [];
  if (root == null || keyword === undefined) return { text: '{ __typename }', variables: {} };
  const maker = new OperationMaker(schema, tape);
  const selection = maker.selection(root, 0);
  return { text: maker.document(keyword, selection), variables: maker.variables };
}

class OperationMaker {
  readonly variables: Record<string, unknown> = {};
  readonly #definitions: string[] = [];
  readonly #fragments: { readonly name: string; readonly on: string; readonly body: string }[] = [];
  #fields = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly tape: Tape,
  ) {}

  document(keyword: string, selection: string): string {
    const definitions = this.#definitions.length === 0 ? '' : `(${this.#definitions.join(', ')})`;
    const fragments = this.#fragments.map(({ name, on, body }) => `fragment ${name} on ${on} ${body}`);
    return [`${keyword} Made${definitions} ${selection}`, ...fragments].join('\n');
  }

  selection(type: GraphQLCompositeType, depth: number): string {
    const { tape } = this;
    const count = 1 + tape.below(depth === 0 ? 4 : 5);
    const parts = Array.from({ length: count }, () => this.#part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    const { tape } = this;
    const choice = tape.below(10);
    if (choice === 7 && depth < 5) return this.#inlineFragment(type, depth);
    if (choice === 8 && depth < 5) return this.#spread(type, depth);
    if (choice === 9 || !('getFields' in type)) return this.#leaf('__typename');
    return this.#field(type.getFields(), depth);
  }

  #leaf(name: string): string {
    return `${this.#alias('')}${name}${this.#directive()}`;
  }

  #field(fields: Readonly<Record<string, GraphQLField<unknown, unknown>>>, depth: number): string {
    const { tape } = this;
    const choices = Object.values(fields).filter(
      ({ type }) => !isCompositeType(getNamedType(type)) || (depth < 5 && this.#fields < 60),
    );
    const field = choices[(tape.below(256) * 256 + tape.below(256)) % Math.max(choices.length, 1)];
    if (field === undefined) return '__typename';
    this.#fields += 1;
    const given = field.args
      .filter(
        ({ type, defaultValue }) => (isNonNullType(type) && defaultValue === undefined) || tape.below(3) > 0,
      )
      .map(({ name, type }) => `${name}: ${this.#value(type, 0)}`);
    const args = given.length === 0 ? '' : `(${given.join(', ')})`;
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${this.selection(named, depth + 1)}` : '';
    // Two selections under one key must agree: those with arguments get a key of their own, nearly always.
    const alias = args !== '' && !tape.oneIn(6) ? `k${this.#fields}: ` : this.#alias(field.type.toString());
    return `${alias}${field.name}${args}${this.#directive()}${below}`;
  }

  #alias(type: string): string {
    const { tape } = this;
    if (tape.oneIn(12)) return `${tape.pick(HARD_KEYS)}: `;
    return tape.oneIn(6) ? `as${type.replace(/\W/g, '_')}${tape.below(2)}: ` : '';
  }

  #inlineFragment(type: GraphQLCompositeType, depth: number): string {
    const on = this.#overlapping(type);
    const condition = on === type && this.tape.oneIn(2) ? '' : `on ${on.name} `;
    return `... ${condition}${this.#directive()}${this.selection(on, depth + 1)}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const on = this.#overlapping(type);
    const known = this.#fragments.find((fragment) => fragment.on === on.name);
    if (known !== undefined && this.tape.oneIn(2)) return `...${known.name}${this.#directive()}`;
    const body = this.selection(on, depth + 1);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, on: on.name, body });
    return `...${name}${this.#directive()}`;
  }

  /** A type that a value of this one may have or be an example of. */
  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const { schema, tape } = this;
    const objects = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const object = objects[tape.below(Math.max(objects.length, 1))];
    if (object === undefined) return type;
    const around = Object.values(schema.getTypeMap()).filter(
      (other) => isAbstractType(other) && schema.isSubType(other, object),
    );
    const choices = [type, object, ...around].filter((other) => isCompositeType(other));
    return choices[tape.below(choices.length)] ?? type;
  }

  #directive(): string {
    const { tape } = this;
    if (!tape.oneIn(7)) return '';
    const name = tape.pick(['skip', 'include']);
    const condition = tape.pick(['true', 'false', '$yes', '$no', '$maybe']);
    const value = { $yes: true, $no: false, $maybe: undefined }[condition];
    if (condition.startsWith('$')) {
      const definition = condition === '$maybe' ? '$maybe: Boolean = true' : `${condition}: Boolean!`;
      if (!this.#definitions.includes(definition)) this.#definitions.push(definition);
      if (value !== undefined) this.variables[condition.slice(1)] = value;
    }
    return ` @${name}(if: ${condition})`;
  }

  #value(type: GraphQLInputType, depth: number): string {
    const { tape } = this;
    if (depth < 3 && tape.oneIn(3)) return this.#variable(type, depth);
    if (isNonNullType(type)) return this.#literal(type.ofType, depth);
    return tape.oneIn(8) ? 'null' : this.#literal(type, depth);
  }

  #literal(type: GraphQLInputType, depth: number): string {
    const { tape } = this;
    if (isNonNullType(type)) return this.#literal(type.ofType, depth);
    if (isListType(type)) {
      if (tape.oneIn(4)) return this.#literal(type.ofType, depth);
      const items = Array.from({ length: tape.below(3) }, () => this.#value(type.ofType, depth + 1));
      return `[${items.join(', ')}]`;
    }
    if (isEnumType(type)) return type.getValues()[tape.below(type.getValues().length)]?.name ?? 'null';
    if (isInputObjectType(type)) {
      const members = Object.values(type.getFields())
        .filter(
          ({ type: of, defaultValue }) =>
            (isNonNullType(of) && defaultValue === undefined) || (depth < 3 && tape.oneIn(2)),
        )
        .map((member) => `${member.name}: ${this.#value(member.type, depth + 1)}`);
      return `{ ${members.join(', ')} }`;
    }
    if (type.name === '_Any') return '{ __typename: "Order", id: "an order" }';
    return JSON.stringify(plainInput(type.name, tape));
  }

  #variable(type: GraphQLInputType, depth: number): string {
    const { tape } = this;
    const name = `v${this.#definitions.length}`;
    const optional = !isNonNullType(type) && tape.oneIn(3);
    const fallback = tape.oneIn(4) ? ` = ${this.#literalWithoutVariables(type, depth)}` : '';
    this.#definitions.push(`$${name}: ${type.toString()}${fallback}`);
    if (!optional || tape.oneIn(2)) this.variables[name] = this.#input(type, depth);
    return `$${name}`;
  }

  #literalWithoutVariables(type: GraphQLInputType, depth: number): string {
    return this.#literal(type, Math.max(depth, 3));
  }

  /** What a client sends for a variable; now and then not what is wanted. */
  #input(type: GraphQLInputType, depth: number): unknown {
    const { tape } = this;
    if (tape.oneIn(40)) return tape.pick<unknown>([null, 'astray', -1.5, {}]);
    if (isNonNullType(type)) return this.#input(type.ofType, depth);
    if (tape.oneIn(8)) return null;
    if (isListType(type))
      return Array.from({ length: tape.below(3) }, () => this.#input(type.ofType, depth + 1));
    if (isEnumType(type)) return type.getValues()[tape.below(type.getValues().length)]?.name;
    if (!isInputObjectType(type)) return plainInput(getNamedType(type).name, tape);
    const members = Object.values(type.getFields())
      .filter(
        ({ type: of, defaultValue }) =>
          (isNonNullType(of) && defaultValue === undefined) || (depth < 3 && tape.oneIn(2)),
      )
      .map((member) => [member.name, this.#input(member.type, depth + 1)]);
    return Object.fromEntries(members) as unknown;
  }
}

function plainInput(scalar: string, tape: Tape): unknown {
  switch (scalar) {
    case 'Int':
      return tape.below(100) - 10;
    case 'Float':
      return tape.below(100) / 4;
    case 'Boolean':
      return tape.below(2) === 1;
    case '_Any':
      return { __typename: tape.pick(['Customer', 'Order', 'Source', 'Nothing']), id: `n${tape.below(9)}` };
    case 'DateTime':
      return '2024-05-15T09:39:05Z';
    case 'CountryCode':
      return 'FR';
    case 'Decimal':
      return '12.4';
    default:
      return `text ${tape.below(5)}`;
  }
}
