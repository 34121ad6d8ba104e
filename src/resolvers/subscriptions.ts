import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Requires } from '../access/requires.js';
import { BadUserInput, NotFound } from '../errors.js';
import type { OperationRecord } from '../store/store.js';
import { CustomerChange } from '../types/customer-change.js';
import { Customer } from '../types/customer.js';
import { Operation } from '../types/operation.js';
import { Source } from '../types/source.js';
import type { CustomerChanged } from '../writes/change-feed.js';
import { EventQueue } from '../writes/event-queue.js';
import { followOperation } from '../writes/followed-operation.js';
import { parseIdOf } from './arguments.js';
import type { GraphContext } from './context.js';
import { toOperation } from './operation-view.js';
import { loadCustomer } from './references.js';
import { sourceOf } from './source.js';

/** What graphql-js gives to the function that begins a subscription. */
interface Subscribing<Arguments> {
  readonly args: Arguments;
  readonly context: GraphContext;
}

/** Changes of different customers that may wait for one subscriber. */
const MOST_WAITING = 1_000;

@Resolver(() => CustomerChange)
export class CustomerChangeResolver {
  @Requires('customers:read')
  @Subscription(() => CustomerChange, { subscribe: customerChanges })
  customerChanged(
    @Root() change: CustomerChanged,
    @Arg('sourceIds', () => [ID], { nullable: true }) _?: readonly string[] | null,
  ): CustomerChange {
    return change;
  }

  @FieldResolver(() => Source)
  source(@Root() change: CustomerChange, @Ctx() context: GraphContext) {
    return sourceOf(change, context);
  }

  @Requires('customers:read')
  @FieldResolver(() => Customer, {
    nullable: true,
    description: 'As it is now; null where it is not there any more.',
  })
  customer(@Root() change: CustomerChange, @Ctx() context: GraphContext) {
    return loadCustomer(change, context);
  }
}

@Resolver()
export class OperationUpdates {
  @Subscription(() => Operation, {
    subscribe: operationUpdates,
    description: 'The operation as it stands, then with every change; ends with its result.',
  })
  operationUpdated(@Root() record: OperationRecord, @Arg('id', () => ID) _: string): Operation {
    return toOperation(record);
  }
}

function customerChanges({
  args: { sourceIds },
  context: { sources, writes },
}: Subscribing<{ readonly sourceIds?: readonly string[] | null }>) {
  if (sourceIds?.some((id) => sources.get(id) === undefined)) {
    throw new BadUserInput('sourceIds', `there is no such source; known are: ${sources.ids().join(', ')}.`);
  }
  const selected = new Set(sourceIds ?? sources.ids());
  const events = new EventQueue<CustomerChanged>({
    keyOf: ({ sourceId, externalId }) => `${sourceId} ${externalId}`,
    limit: MOST_WAITING,
  });
  return events.follow(() =>
    writes.changes.onCustomer((change) => {
      if (selected.has(change.sourceId)) events.push(change);
    }),
  );
}

async function operationUpdates({
  args,
  context: { sources, writes },
}: Subscribing<{ readonly id: string }>) {
  const { sourceId, externalId } = parseIdOf('operation', 'id', args.id);
  if (sources.get(sourceId) === undefined) throw new NotFound('id');
  const updates = await followOperation(writes, { sourceId, id: externalId });
  if (updates === null) throw new NotFound('id');
  return updates;
}
