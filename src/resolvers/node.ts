import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { missingScope } from '../access/guards.js';
import type { Forbidden } from '../errors.js';
import type { NodeRef } from '../ids.js';
import { Node } from '../types/node.js';
import { parseNodeId } from './arguments.js';
import type { GraphContext } from './context.js';
import { loadCustomer, loadOperation, loadOrder } from './references.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true })
  node(@Arg('id', () => ID) id: string, @Ctx() context: GraphContext): Loading {
    return load(parseNodeId('id', id), context);
  }

  @Query(() => [Node], { nullable: 'items' })
  nodes(@Arg('ids', () => [ID]) ids: readonly string[], @Ctx() context: GraphContext): Loading[] {
    // All ids are parsed before anything is loaded: a malformed one costs no upstream call.
    const refs = ids.map((id, index) => parseNodeId(`ids[${index}]`, id));
    return refs.map((ref) => load(ref, context));
  }
}

/** A failure is an answer too: thrown, that of one id would be that of all. */
type Loading = Promise<Node | null> | Node | Forbidden | null;

/** Which scope an id takes is told by the id itself, whether or not there is such a thing. */
function load(ref: NodeRef, context: GraphContext): Loading {
  switch (ref.kind) {
    case 'customer':
      return missingScope('customers:read', context) ?? loadCustomer(ref, context);
    case 'order':
      return missingScope('orders:read', context) ?? loadOrder(ref, context);
    case 'operation':
      return loadOperation(ref, context);
  }
}
