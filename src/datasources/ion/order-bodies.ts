import type { OrderProductInput } from '../../types/order-inputs.js';
import type { OrderValues } from '../writes.js';

/**
 * The body of a new order; what is null or left out in the input is left out here.
 * Both the order and its items carry the write's reference, by which it is found again (ION 4.8).
 */
export function orderBody(values: OrderValues, reference: string): object {
  return {
    referenceId: reference,
    orderItems: values.products.map((product, index) => ({
      referenceId: itemReference(reference, index),
      ...action(product),
      productId: product.productId,
      skuId: product.skuId,
      planId: product.planId,
      quantity: product.quantity,
      // Purchase order numbers stand with the items: each gets the order's.
      endCustomerPO: values.endCustomerPoNumber ?? undefined,
      resellerPO: values.poNumber ?? undefined,
      // Required, also where there are none.
      attributes: [],
    })),
  };
}

export function itemReference(reference: string, index: number): string {
  return `${reference}-${index + 1}`;
}

/** A subscription that is named is changed; otherwise one is bought. */
function action({ subscriptionReference }: OrderProductInput) {
  return subscriptionReference === null || subscriptionReference === undefined
    ? { action: 'CREATE' }
    : { action: 'UPDATE', resourceId: subscriptionReference };
}
