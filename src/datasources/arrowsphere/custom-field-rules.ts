import type { CustomFieldInput } from '../../types/custom-field-input.js';
import type { UserError } from '../../types/user-error.js';
import { faultsOf, Required } from '../input-rules.js';

class CustomFieldRules {
  @Required() label?: string;
}

/** Customers and orders have the same. */
export function customFieldFaults(fields: readonly CustomFieldInput[] | null | undefined): UserError[] {
  return (fields ?? []).flatMap((field, index) =>
    faultsOf(CustomFieldRules, field, ['input', 'customFields', String(index)]),
  );
}
