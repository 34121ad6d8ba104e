import type { CustomerAssociationInput, ProviderCustomerInput } from '../../types/cloudcockpit-inputs.js';
import { readObject } from '../reading.js';
import { marginBody, offerTypeMarginsBody } from './margin-bodies.js';

/** A map by provider instance, although the vendor's page calls it a list (CloudCockpit 2.3); empty where there is none. */
export function providerCustomersBody(providerCustomers: readonly ProviderCustomerInput[]): object {
  return Object.fromEntries(
    providerCustomers.map((entry) => [guidOf(entry.providerInstanceId), providerCustomerBody(entry)]),
  );
}

/** GUIDs are one in any case; all that is compared or sent is in lower case. */
export function guidOf(guid: string): string {
  return guid.toLowerCase();
}

/** `providerCustomerData` is JSON inside a string: an object is written as such, JSON text is sent as it is; null for all else. */
export function providerDataText(data: unknown): string | null {
  if (readObject(data) !== null) return JSON.stringify(data);
  return typeof data === 'string' && isObjectText(data) ? data : null;
}

/** Left out where nobody is associated: the page allows it, and its sample of a new customer has none. */
export function associationsBody(associations: readonly CustomerAssociationInput[]): object {
  if (associations.length === 0) return {};
  return {
    customerAssociations: associations.map(({ resellerId, name }) => ({
      resellerId: guidOf(resellerId),
      name: name ?? null,
    })),
  };
}

function providerCustomerBody(entry: ProviderCustomerInput): object {
  const { providerInstanceId, providerCustomerId, data, margin } = entry;
  const offerTypeMargins = entry.offerTypeMargins ?? [];
  return {
    providerInstanceId: guidOf(providerInstanceId),
    ...(isGiven(providerCustomerId) && { providerCustomerId }),
    providerCustomerData: providerDataText(data),
    ...(isGiven(margin) && { margin: marginBody(margin) }),
    ...(offerTypeMargins.length > 0 && { offerTypeMargins: offerTypeMarginsBody(offerTypeMargins) }),
  };
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

function isObjectText(text: string): boolean {
  try {
    return readObject(JSON.parse(text)) !== null;
  } catch {
    return false; // the parser's message quotes the text
  }
}
