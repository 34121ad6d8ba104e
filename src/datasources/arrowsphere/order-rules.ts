import { Provider } from '../../types/source.js';
import type { UserError } from '../../types/user-error.js';
import { faultsOf, Required, unsupported, Within } from '../input-rules.js';
import type { OrderChange, OrderValues } from '../writes.js';
import { customFieldFaults } from './custom-field-rules.js';
import { orNothingToChange } from './nothing-to-change.js';
import { changedOrderBody } from './order-bodies.js';

class OrderRules {
  @Required() products?: readonly unknown[];
}

/** Only the quantity is required of every product; what else depends on the program (ArrowSphere 1.9). */
class ProductRules {
  @Within(1, 0x7fffffff) quantity?: number;
}

export function newOrderFaults(values: OrderValues): readonly UserError[] {
  return [
    ...faultsOf(OrderRules, values, ['input']),
    ...values.products.flatMap((product, index) => {
      const path = ['input', 'products', String(index)];
      return [
        ...faultsOf(ProductRules, product, path),
        ...unsupported(Provider.ARROWSPHERE, product, ['productId', 'skuId', 'planId'], path),
      ];
    }),
    ...customFieldFaults(values.customFields),
  ];
}

export function changedOrderFaults(change: OrderChange): readonly UserError[] {
  return orNothingToChange(customFieldFaults(change.customFields), changedOrderBody(change));
}
