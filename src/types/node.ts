import { Field, ID, InterfaceType } from 'type-graphql';

/** What has an id that `node(id:)` can read again. */
@InterfaceType()
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and stable: the same thing always has the same id.' })
  readonly id!: string;
}
