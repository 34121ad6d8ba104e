import { Provider } from '../../types/source.js';
import type { UserError } from '../../types/user-error.js';
import { faultsOf, Form, Required, unsupported } from '../input-rules.js';
import type { ProgramOfCustomer } from '../writes.js';

/** Which programs there are, and which attributes each takes, is published nowhere (ArrowSphere 1.8). */
class ProgramRules {
  /** It is asked for in a URL, which can carry no half of a surrogate pair. */
  @Required() @Form(/^\P{Cs}*$/u, 'be whole characters') program?: string;
}

class AttributeRules {
  @Required() name?: string;
  @Required() value?: string;
}

export function programFaults(values: ProgramOfCustomer): readonly UserError[] {
  return [
    ...faultsOf(ProgramRules, values, ['input']),
    ...(values.attributes ?? []).flatMap((attribute, index) =>
      faultsOf(AttributeRules, attribute, ['input', 'attributes', String(index)]),
    ),
  ];
}

export function cancellationFaults(values: ProgramOfCustomer): readonly UserError[] {
  return [
    ...faultsOf(ProgramRules, values, ['input']),
    ...unsupported(Provider.ARROWSPHERE, values, ['attributes'], ['input']),
  ];
}
