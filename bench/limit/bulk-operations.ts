import { ionList, ionPath, plainOperations, type IonOrderList, type Operation } from './operations.js';
import { ionFields, ionId, ionOrder, ionWithOrders, type IonCustomer, type IonOrder } from './rows.js';

const CUSTOMERS_PER_CALL = 50;
const LARGEST_PAGE = 1_000;

/** The same answers by the reads that the graph makes: orders of fifty customers at once, rows by id out of their list. */
export const bulkOperations: Readonly<Record<string, Operation>> = {
  ...plainOperations,

  async Nested({ sourceId, first, orders }, reads) {
    const { customers } = await ionList(sourceId, first, reads);
    const byId = new Map(customers.map((row) => [ionId(row), row]));
    const lists = await Promise.all(
      chunks([...byId.keys()]).map((ids) =>
        reads.get<IonOrderList>(
          `${ionPath(sourceId)}/orders?pageSize=${LARGEST_PAGE}&filter.customerIdList=${ids.join('%2C')}&sortBy=createTime&sortOrder=ASC`,
        ),
      ),
    );
    const ordersOf = new Map<string, IonOrder[]>();
    for (const order of lists.flatMap((list) => list.orders)) {
      const known = ordersOf.get(order.customerId);
      if (known === undefined) ordersOf.set(order.customerId, [order]);
      else known.push(order);
    }
    const nodes = customers.map((row) => {
      const newest = (ordersOf.get(ionId(row)) ?? []).reverse().slice(0, orders);
      return ionWithOrders(
        row,
        newest.map((order) => ionOrder(order, byId.get(order.customerId) ?? row)),
      );
    });
    return { customers: { nodes } };
  },

  async Entities({ representations }, reads) {
    const { customers } = await ionList('ion', LARGEST_PAGE, reads);
    const byId = new Map<string, IonCustomer>(customers.map((row) => [ionId(row), row]));
    return {
      _entities: representations.map(({ externalId }) => {
        const row = byId.get(externalId);
        return row === undefined ? null : ionFields(row);
      }),
    };
  },
};

function chunks(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / CUSTOMERS_PER_CALL) }, (_, at) =>
    ids.slice(at * CUSTOMERS_PER_CALL, (at + 1) * CUSTOMERS_PER_CALL),
  );
}
