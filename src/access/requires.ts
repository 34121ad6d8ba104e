import { Extensions } from 'type-graphql';
import type { Scope } from './caller.js';

/** The member of a field's `extensions` that says which scope it takes. */
export const REQUIRES = 'requires';

interface Declaration {
  readonly place: string;
  readonly field: string;
  readonly scope: Scope;
}

const declared: Declaration[] = [];

/** Every `@Requires` there is, whatever became of it on the way to the executable schema. */
export const declarations: readonly Declaration[] = declared;

/**
 * The field answers callers with this scope, and is FORBIDDEN to the others.
 *
 * Not `@Authorized`: type-graphql ignores that on fields without a resolver, silently.
 */
export function Requires(scope: Scope): PropertyDecorator & MethodDecorator {
  const extend = Extensions({ [REQUIRES]: scope });
  return (target: object, field: string | symbol): void => {
    declared.push({ place: target.constructor.name, field: String(field), scope });
    extend(target, field);
  };
}
