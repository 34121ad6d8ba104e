import {
  Kind,
  print,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';

/** Something in a schema that others rely on. */
export interface Fact {
  /** Its type with its default, e.g. `Int = 25`; empty where being there is all. */
  readonly text: string;
  /** The field or input type that cannot be used without it. */
  readonly neededBy?: string;
}

/** By subject: `Customer.orders(first)`, `Customer @key(fields: "id")`, `Provider.ION`, `Order implements Node`. */
export type Facts = ReadonlyMap<string, Fact>;

type TypeNode = TypeDefinitionNode | TypeExtensionNode;
type Entry = readonly [subject: string, fact: Fact];

/** The directives that other subgraphs build upon. */
const FEDERATION = new Set(['key', 'shareable']);
const THERE: Fact = { text: '' };

export function factsOf(document: DocumentNode): Facts {
  return new Map(document.definitions.filter(isType).flatMap((type) => [...factsOfType(type)]));
}

/** One line for each thing that `schema` takes from those who rely on `contract`, or asks of them beyond it. */
export function breaches(contract: Facts, schema: Facts): string[] {
  const lost = [...contract].flatMap(([subject, { text }]) => {
    const now = schema.get(subject);
    if (now === undefined) return [`${subject} is gone`];
    return now.text === text ? [] : [`${subject} is ${now.text}, not ${text}`];
  });
  const demanded = [...schema].flatMap(([subject, { neededBy }]) =>
    neededBy !== undefined && contract.has(neededBy) && !contract.has(subject)
      ? [`${neededBy} cannot be used without ${subject}`]
      : [],
  );
  return [...lost, ...demanded];
}

function isType(node: DocumentNode['definitions'][number]): node is TypeNode {
  return /Type(Definition|Extension)$/.test(node.kind);
}

function* factsOfType(type: TypeNode): Iterable<Entry> {
  const name = type.name.value;
  yield [name, { text: type.kind.replace('Extension', 'Definition') }];
  yield* factsOfDirectives(name, type.directives);
  if ('interfaces' in type) {
    for (const parent of type.interfaces ?? []) yield [`${name} implements ${parent.name.value}`, THERE];
  }
  if ('types' in type) for (const member of type.types ?? []) yield [`${name} = ${member.name.value}`, THERE];
  if ('values' in type) for (const value of type.values ?? []) yield [`${name}.${value.name.value}`, THERE];
  if (!('fields' in type)) return;
  for (const field of type.fields ?? []) {
    const subject = `${name}.${field.name.value}`;
    if (field.kind === Kind.FIELD_DEFINITION) yield* factsOfField(subject, field);
    else yield [subject, inputFact(name, field)];
  }
}

function* factsOfField(subject: string, field: FieldDefinitionNode): Iterable<Entry> {
  yield [subject, { text: print(field.type) }];
  yield* factsOfDirectives(subject, field.directives);
  for (const argument of field.arguments ?? []) {
    yield [`${subject}(${argument.name.value})`, inputFact(subject, argument)];
  }
}

function* factsOfDirectives(
  subject: string,
  directives: readonly ConstDirectiveNode[] = [],
): Iterable<Entry> {
  for (const directive of directives) {
    if (FEDERATION.has(directive.name.value)) yield [`${subject} ${print(directive)}`, THERE];
  }
}

function inputFact(owner: string, { type, defaultValue }: InputValueDefinitionNode): Fact {
  if (defaultValue !== undefined) return { text: `${print(type)} = ${print(defaultValue)}` };
  return type.kind === Kind.NON_NULL_TYPE ? { text: print(type), neededBy: owner } : { text: print(type) };
}
