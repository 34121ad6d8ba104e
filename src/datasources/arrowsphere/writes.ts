import { OperationKind } from '../../types/operation.js';
import type { Transport } from '../../upstream/transport.js';
import type { CustomerReads, OrderReads } from '../source.js';
import type { Write, Writes } from '../writes.js';
import type { ArrowSphereClient } from './client.js';
import { addContact, inviteContact, removeContact, updateContact } from './contact-writes.js';
import type { Origin } from './customer-mapping.js';
import { createCustomer, deleteCustomer, reactivateCustomer, updateCustomer } from './customer-writes.js';
import { cancelOrder, createOrder, updateOrder } from './order-writes.js';
import { cancelMigration, programProgress, startProgram } from './program-writes.js';
import { ArrowSphereWriteClient } from './write-client.js';

/** The reads by which it is found out what a write came to. */
export interface ReadBack {
  readonly client: ArrowSphereClient;
  readonly customers: CustomerReads;
  readonly orders: OrderReads;
  readonly origin: Origin;
}

/** What ArrowSphere can write: each by one call. Addresses are parts of a customer and have no endpoints of their own. */
export function arrowSphereWrites(transport: Transport, readBack: ReadBack): Writes {
  const { client: reading, customers, orders, origin } = readBack;
  const client = new ArrowSphereWriteClient(origin.sourceId, transport);
  const places = { client, customers, origin };
  const progress = programProgress(reading);
  const anew = <Values, Made>(write: Write<Values, Made>) => lookingAnew(write, origin.sourceId);
  return {
    createCustomer: anew(createCustomer(places)),
    updateCustomer: anew(updateCustomer(client)),
    deleteCustomer: anew(deleteCustomer(places)),
    reactivateCustomer: anew(reactivateCustomer(places)),
    addContact: anew(addContact(client, reading, origin)),
    updateContact: anew(updateContact(client, origin)),
    removeContact: anew(removeContact(client)),
    inviteContact: inviteContact(client, origin),
    startProvision: anew(startProgram('provision', client, reading)),
    startMigration: anew(startProgram('migration', client, reading)),
    cancelMigration: anew(cancelMigration(client, reading)),
    createOrder: anew(createOrder(client, reading, orders)),
    updateOrder: anew(updateOrder(client, reading)),
    cancelOrder: anew(cancelOrder(client, orders)),
    progress: { [OperationKind.PROVISION]: progress, [OperationKind.MIGRATION]: progress },
  };
}

/** What became of a write shows in what stands there by then, not in what the same operation read before. */
function lookingAnew<Values, Made>(write: Write<Values, Made>, sourceId: string): Write<Values, Made> {
  const { recover } = write;
  if (recover === undefined) return write;
  return {
    ...write,
    recover(values, call) {
      call.scope.forgetReads(sourceId);
      return recover(values, call);
    },
  };
}
