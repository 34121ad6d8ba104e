import { readDomain } from './wire.js';

/**
 * A body as it may be kept between operations. Of `providerCustomerData`, which is personal data and at times
 * credentials, the domain alone is left, wherever it stands: that is all that customers are mapped from (CloudCockpit 2.3).
 */
export function withoutPersonalData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPersonalData);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => [
    name,
    name === 'providerCustomerData' ? { Domain: readDomain(member) } : withoutPersonalData(member),
  ]);
  return Object.fromEntries(members) as unknown;
}
