import { OrderStatus } from '../../types/order-status.js';

/** Every order status that the vendor documents (ArrowSphere 1.6), by what it means for whoever waits for the order. */
const ORDER_STATUSES: Readonly<Record<string, OrderStatus>> = {
  // Nothing happens before somebody validates it or its time has come.
  Open: OrderStatus.PENDING,
  'Needs Validation': OrderStatus.PENDING,
  'Needs Partner Validation': OrderStatus.PENDING,
  'Ongoing Validation': OrderStatus.PENDING,
  'Pending Finance validation': OrderStatus.PENDING,
  'Order queued': OrderStatus.PENDING,
  'Scheduled Order': OrderStatus.PENDING,

  Accepted: OrderStatus.IN_PROGRESS,
  'Order Validated': OrderStatus.IN_PROGRESS,
  'Validated by partner': OrderStatus.IN_PROGRESS,
  'Validated by country admin': OrderStatus.IN_PROGRESS,
  'Validated by arrow finance': OrderStatus.IN_PROGRESS,
  Sent: OrderStatus.IN_PROGRESS,
  'In progress': OrderStatus.IN_PROGRESS,
  'Transfer in progress': OrderStatus.IN_PROGRESS,
  'Migration cancel in progress': OrderStatus.IN_PROGRESS,
  'Syncing with Billfeed': OrderStatus.IN_PROGRESS,

  // Stopped until somebody looks into the warning.
  'External Warning': OrderStatus.ON_HOLD,
  'Internal Warning': OrderStatus.ON_HOLD,

  Fulfilled: OrderStatus.COMPLETED,
  'Transfer ok': OrderStatus.COMPLETED,

  'Not Accepted': OrderStatus.FAILED,
  'Transfer Failed': OrderStatus.FAILED,
  'Migration failed': OrderStatus.FAILED,
  'Billfeed Error': OrderStatus.FAILED,

  Canceled: OrderStatus.CANCELED,
  'Migration canceled': OrderStatus.CANCELED,

  Archived: OrderStatus.ARCHIVED,
};

/** Every status of an ordered product; a product may stand elsewhere than its order. */
const PRODUCT_STATUSES: Readonly<Record<string, OrderStatus>> = {
  Open: OrderStatus.PENDING,
  Pending: OrderStatus.PENDING,

  'In progress': OrderStatus.IN_PROGRESS,
  'Pre-provisioned': OrderStatus.IN_PROGRESS,
  'Transfer in progress': OrderStatus.IN_PROGRESS,

  // Stopped until the end customer accepts the relationship with the reseller.
  'Pending relationship': OrderStatus.ON_HOLD,

  Provisioned: OrderStatus.COMPLETED,
  'Transfer ok': OrderStatus.COMPLETED,

  'External Error': OrderStatus.FAILED,
  'Internal Error': OrderStatus.FAILED,
  'Transfer Failed': OrderStatus.FAILED,

  Archived: OrderStatus.ARCHIVED,
};

export const orderStatus = statusReader(ORDER_STATUSES);
export const productStatus = statusReader(PRODUCT_STATUSES);

/** Both lists are open and the vendor's samples are loose about case, so that only the words count. */
function statusReader(table: Readonly<Record<string, OrderStatus>>) {
  const statuses = new Map(Object.entries(table).map(([words, status]) => [words.toLowerCase(), status]));
  return (words: string | null): OrderStatus =>
    words === null ? OrderStatus.UNKNOWN : (statuses.get(words.trim().toLowerCase()) ?? OrderStatus.UNKNOWN);
}
