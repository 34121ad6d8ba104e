import {
  getNamedType,
  isInputObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { misfit } from './misfit.js';

interface Place {
  /** E.g. `Argument "input.contact.email"`. */
  readonly name: string;
  readonly type: GraphQLInputType | undefined;
}

type Ancestor = ASTNode | readonly ASTNode[];

const LITERALS: ReadonlySet<Kind> = new Set([
  ...[Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL],
  ...[Kind.ENUM, Kind.LIST, Kind.OBJECT],
]);

export function isLiteral({ kind }: ASTNode): boolean {
  return LITERALS.has(kind);
}

/** Of values in the document itself: such an error tells the value's node, and where that stands is looked up here. */
export function literalFaults(
  errors: readonly GraphQLError[],
  document: DocumentNode,
  schema: GraphQLSchema,
): void {
  const places = placesOf(new Set(errors.flatMap(({ nodes = [] }) => nodes.slice(0, 1))), document, schema);
  for (const error of errors) {
    const [node] = error.nodes ?? [];
    const place = node && places.get(node);
    if (place !== undefined && isAboutMembers(error, node, place)) continue;
    error.message =
      place?.type === undefined ? 'A value does not fit here.' : misfit(place.name, place.type, error);
  }
}

/** What an object lacks is told by names alone; once it runs, the whole object is quoted. */
function isAboutMembers({ path }: GraphQLError, node: ASTNode | undefined, { type }: Place): boolean {
  return path === undefined && node?.kind === Kind.OBJECT && isInputObjectType(getNamedType(type));
}

function placesOf(
  wanted: ReadonlySet<ASTNode>,
  document: DocumentNode,
  schema: GraphQLSchema,
): ReadonlyMap<ASTNode, Place> {
  const places = new Map<ASTNode, Place>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      enter(node, _key, parent, path, ancestors) {
        if (!wanted.has(node) || parent === undefined) return;
        places.set(node, {
          name: nameOf([...ancestors, parent], path),
          type: types.getInputType() ?? undefined,
        });
      },
    }),
  );
  return places;
}

/** `path` holds the key of each ancestor's child. */
function nameOf(ancestors: readonly Ancestor[], path: readonly (string | number)[]): string {
  let name = '';
  for (const [depth, ancestor] of ancestors.entries()) {
    if (!('kind' in ancestor)) continue;
    if (ancestor.kind === Kind.VARIABLE_DEFINITION) name = `Variable "$${ancestor.variable.name.value}`;
    if (ancestor.kind === Kind.ARGUMENT) name = `Argument "${ancestor.name.value}`;
    if (ancestor.kind === Kind.OBJECT_FIELD) name += `.${ancestor.name.value}`;
    if (ancestor.kind === Kind.LIST) name += `[${path[depth + 1] ?? ''}]`;
  }
  return `${name}"`;
}
