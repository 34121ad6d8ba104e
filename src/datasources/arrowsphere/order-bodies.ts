import type { OrderProductInput } from '../../types/order-inputs.js';
import type { Wire } from '../reading.js';
import type { OrderChange, OrderValues } from '../writes.js';
import { changedMembers, isBlank, newMembers } from './members.js';

/** The body of `POST /orders` (ArrowSphere 1.9). */
export function newOrderBody(values: OrderValues): Wire {
  return newMembers({
    customer: newMembers({
      reference: values.customerId,
      // As both vendor clients spell it; `PO_number` is for changes alone.
      ponumber: values.poNumber,
      endCustomerPONumber: values.endCustomerPoNumber,
    }),
    products: values.products.map(orderedProduct),
    customFields: values.customFields,
  });
}

/** The body of `PATCH /orders/{reference}`: what the change names, and nothing else. */
export function changedOrderBody({ poNumber, endCustomerPoNumber, customFields }: OrderChange): Wire {
  return changedMembers({
    PO_number: poNumber,
    end_customer_PO_number: endCustomerPoNumber,
    customFields: customFields === null ? [] : customFields,
  });
}

function orderedProduct(product: OrderProductInput): Wire {
  const { subscriptionReference } = product;
  return newMembers({
    arrowSpherePriceBandSku: product.priceBandSku,
    sku: product.sku,
    quantity: product.quantity,
    subscription: isBlank(subscriptionReference) ? null : { reference: subscriptionReference },
    parentLicenseId: product.parentLicenseId,
    periodicity: hours(product.periodicity),
    term: hours(product.term),
    autoRenew: product.autoRenew,
    friendlyName: product.friendlyName,
  });
}

/** A number of hours (720 is a month) goes out as one, as the vendor sends it; its types allow text as well. */
function hours(text: string | null | undefined): string | number | null {
  return text != null && /^\d{1,9}$/.test(text) ? Number(text) : (text ?? null);
}
