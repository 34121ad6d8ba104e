import { rfc3339 } from './customers.js';
import { productOf } from './order-items.js';
import { provisioningError } from './orders.js';
import { lastSegment, type IonOrder, type IonOrderItem, type OrderStatus, type StoredOrder } from './rows.js';
import type { IonState } from './state.js';

/** From NEW to IN_PROGRESS to COMPLETED, one `orderStepMs` each, unless somebody cancels it first. */
export function moveOrder(state: IonState, orderId: string): void {
  const { orderStepMs } = state;
  if (orderStepMs === null) return;
  state.background.after(orderStepMs, () => {
    const status = find(state, orderId)?.row.status;
    if (status === 'NEW') {
      setStatus(state, orderId, 'IN_PROGRESS');
      moveOrder(state, orderId);
    } else if (status === 'IN_PROGRESS') {
      finish(state, orderId);
    }
  });
}

/** Answers the order as it is then. */
export function setStatus(
  state: IonState,
  orderId: string,
  status: OrderStatus,
  members: Partial<IonOrder> = {},
): StoredOrder {
  const old = find(state, orderId);
  if (!old) throw new Error(`no order ${orderId}`);
  const updateTime = rfc3339(state.background.now());
  // Only the leaner of the two shapes shows its times (ION 4.5).
  const shown = old.row.updateTime === undefined ? {} : { updateTime };
  const order = { ...old, row: { ...old.row, ...shown, ...members, status }, updateTime };
  state.orders = state.orders.map((candidate) => (candidate === old ? order : candidate));
  return order;
}

/** A product that no provider has is taken and fails when it is provisioned. */
function finish(state: IonState, orderId: string): void {
  const items = find(state, orderId)?.row.orderItems ?? [];
  if (items.every(({ productId }) => productOf(productId))) {
    setStatus(state, orderId, 'COMPLETED', { orderItems: items.map(provisioned) });
  } else {
    setStatus(state, orderId, 'ERROR', { errors: [provisioningError(orderId)] });
  }
}

function provisioned(item: IonOrderItem): IonOrderItem {
  const resourceId = item.resourceId === '' ? `sub-${lastSegment(item.name)}` : item.resourceId;
  return { ...item, resourceId, status: 'ACTIVE' };
}

function find(state: IonState, id: string): StoredOrder | undefined {
  return state.orders.find(({ orderId }) => orderId === id);
}
