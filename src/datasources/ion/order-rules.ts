import type { OrderProductInput } from '../../types/order-inputs.js';
import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { faultsOf, Form, Required, unsupported, userError, Within } from '../input-rules.js';
import type { OfOrder, OrderValues } from '../writes.js';
import { noSuchCustomer } from './customer-rules.js';
import { isIonId } from './wire.js';

/** proto3 cannot tell an empty text from none, so that what is given has to hold something. */
const TEXT = [/\S/, 'hold something where it is given'] as const;

class OrderRules {
  @Form(...TEXT) poNumber?: string | null;
  @Form(...TEXT) endCustomerPoNumber?: string | null;
  @Required() products?: readonly OrderProductInput[];
}

class ProductRules {
  @Required() productId?: string | null;
  @Required() skuId?: string | null;
  @Required() planId?: string | null;
  /** int32, as in the graph. */
  @Within(1, 0x7fffffff) quantity?: number;
  @Form(...TEXT) subscriptionReference?: string | null;
}

const NO_PLACE_IN_PRODUCT = [
  'sku',
  'priceBandSku',
  'parentLicenseId',
  'periodicity',
  'term',
  'autoRenew',
  'friendlyName',
] as const;

export function orderFaults(values: OrderValues): readonly UserError[] {
  if (!isIonId(values.customerId)) return [noSuchCustomer(['input', 'customerId'])];
  return [
    ...unsupported(Provider.ION, values, ['customFields'], ['input']),
    ...faultsOf(OrderRules, values, ['input']),
    ...values.products.flatMap((product, index) => {
      const path = ['input', 'products', String(index)];
      return [
        ...unsupported(Provider.ION, product, NO_PLACE_IN_PRODUCT, path),
        ...faultsOf(ProductRules, product, path),
      ];
    }),
  ];
}

export function cancelFaults({ orderId }: OfOrder): readonly UserError[] {
  return isIonId(orderId) ? [] : [noSuchOrder()];
}

export function noSuchOrder(): UserError {
  return userError(['input', 'id'], UserErrorCode.NOT_FOUND, 'ION has no such order.');
}
