import { seededRandom, type Random } from '../random.js';
import { slug } from '../vocabulary.js';
import { lastSegment, type IonCloudProfile, type IonCloudProfiles, type IonCustomer } from './rows.js';

/**
 * Every 4th customer has no profile: the member is left out, not an empty list (ION 4.1).
 * The others have one to three; every third customer's Microsoft profile is switched off.
 */
export function seedCloudProfiles(customers: readonly IonCustomer[]): IonCloudProfiles[] {
  const random = seededRandom('ion/cloud-profiles');
  return customers.map((customer, index) => ({
    customerId: lastSegment(customer.name),
    customerOrganization: customer.customerOrganization,
    ...(index % 4 !== 3 && { customerCloudProfiles: profiles(random, customer, index) }),
  }));
}

function profiles(random: Random, { customerOrganization }: IonCustomer, index: number): IonCloudProfile[] {
  const name = slug(customerOrganization);
  const all = [microsoft(random, name, index), amazon(random, index), google(random, name)];
  return all.slice(0, 1 + (index % 3));
}

function microsoft(random: Random, name: string, index: number): IonCloudProfile {
  return {
    providerId: '2',
    displayName: 'Microsoft',
    shortName: 'MSFT',
    enabled: index % 3 !== 1,
    customerTenantId: random.uuid(),
    customerDomain: `${name}.onmicrosoft.example`,
    allowDelegatedAccess: index % 2 === 0,
    gdapStatus: index % 5 === 0 ? 'PENDING' : 'ACTIVE',
    gdapLevel: 'ADVANCED',
    gdapRoles: ['Directory Readers', 'Service Support Administrator'].slice(0, 1 + (index % 2)),
    agreementStatus: 'ACCEPTED',
  };
}

function amazon(random: Random, index: number): IonCloudProfile {
  return {
    providerId: '1',
    displayName: 'Amazon Web Services',
    shortName: 'AWS',
    enabled: true,
    passRiOptimization: index % 2 === 0,
    discountedRiOptimization: true,
    // AWS account numbers have twelve digits and may begin with zeros.
    customerTenantId: String(random.int(0, 999_999_999)).padStart(12, '0'),
  };
}

function google(random: Random, name: string): IonCloudProfile {
  return {
    providerId: '3',
    displayName: 'Google',
    shortName: 'GCP',
    enabled: false,
    billingAccounts: `${random.hex(6)}-${random.hex(6)}-${random.hex(6)}`.toUpperCase(),
    customerDomain: `${name}.example`,
  };
}
