import type { OperationScope } from '../../upstream/scope.js';
import type { CustomerValues, MadeCustomer, Write, WriteOutcome } from '../writes.js';
import { givenAccount, isDeleted, newCustomerBody, textOf } from './customer-bodies.js';
import { newCustomerFaults } from './customer-rules.js';
import { guidOf } from './provider-bodies.js';
import { customerRefusal } from './refusals.js';
import type { WireCustomer } from './wire.js';
import type { IdentifierSearch, WriteClient } from './write-client.js';

/** `resellerId`: whose relations the source reads; new customers become that reseller's. */
export function createCustomer(
  writing: WriteClient,
  resellerId: string | null,
): Write<CustomerValues, MadeCustomer> {
  const relationOf = ({ cloudCockpit }: CustomerValues) => {
    const given = cloudCockpit?.resellerId ?? null;
    return given === null ? resellerId : guidOf(given);
  };

  return {
    faults: (values) => newCustomerFaults(values, resellerId),

    /** One call. The customer exists with its answer; its providers go on to create it (CloudCockpit 2.5). */
    async send(values, { scope }) {
      const { id, refusal } = await writing.createCustomer(
        newCustomerBody(values, relationOf(values)),
        scope,
      );
      if (refusal !== undefined) return { kind: 'refused', userErrors: customerRefusal(refusal, values) };
      return madeWith(id, values);
    },

    /**
     * An identifier is the customer's own choice, and the only thing to recognise a new customer by (CloudCockpit 2.2).
     * Another customer that has it may be the one that was made, changed since: nobody can tell.
     */
    async recover(values, { scope }) {
      const identifier = textOf(values.internalReference) ?? null;
      if (identifier === null) return 'cannot tell';
      const found = await customersWith(writing, { identifier, resellerId: relationOf(values) }, scope);
      const made = found.find((row) => isMadeBy(values, row));
      if (made !== undefined) return madeWith(made.id, values);
      return found.length === 0 ? null : 'cannot tell';
    },
  };
}

function madeWith(id: string, { cloudCockpit }: CustomerValues): WriteOutcome<MadeCustomer> {
  const made = { externalId: id, createdUser: null };
  const isWithProviders = (cloudCockpit?.providerCustomers ?? []).length > 0;
  return isWithProviders ? { kind: 'pending', handle: id, made } : { kind: 'done', made };
}

/** The living customers with exactly this identifier. */
async function customersWith(
  writing: WriteClient,
  search: IdentifierSearch,
  scope: OperationScope,
): Promise<readonly WireCustomer[]> {
  const found: WireCustomer[] = [];
  for (let pageNumber = 1; ; pageNumber += 1) {
    const { rows, hasNext } = await writing.withIdentifier(search, pageNumber, scope);
    for (const row of rows)
      if (row?.internalIdentifier === search.identifier && !isDeleted(row)) found.push(row);
    if (hasNext !== true) return found;
  }
}

/** No row tells when it was made, so that name and e-mail have to agree as well. */
function isMadeBy(values: CustomerValues, row: WireCustomer): boolean {
  const { companyName, email } = givenAccount(values);
  return isSame(row.companyName, companyName) && isSame(row.email, email);
}

/** Spaces around a name and the case of an e-mail may not come back as they were sent. */
function isSame(kept: string | null, sent: string | null | undefined): boolean {
  return kept?.trim().toLowerCase() === sent?.trim().toLowerCase();
}
