import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { NodeRef } from '../ids.js';
import { Node } from '../types/node.js';
import { parseNodeId } from './arguments.js';
import type { GraphContext } from './context.js';
import { loadCustomer, loadOperation, loadOrder } from './references.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true })
  node(@Arg('id', () => ID) id: string, @Ctx() context: GraphContext): Promise<Node | null> | null {
    return load(parseNodeId('id', id), context);
  }

  @Query(() => [Node], { nullable: 'items' })
  nodes(
    @Arg('ids', () => [ID]) ids: readonly string[],
    @Ctx() context: GraphContext,
  ): (Promise<Node | null> | null)[] {
    // All ids are parsed before anything is loaded: a malformed one costs no upstream call.
    const refs = ids.map((id, index) => parseNodeId(`ids[${index}]`, id));
    return refs.map((ref) => load(ref, context));
  }
}

function load(ref: NodeRef, context: GraphContext): Promise<Node | null> | null {
  switch (ref.kind) {
    case 'customer':
      return loadCustomer(ref, context);
    case 'order':
      return loadOrder(ref, context);
    case 'operation':
      return loadOperation(ref, context);
  }
}
