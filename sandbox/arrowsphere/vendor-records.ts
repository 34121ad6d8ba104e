import { DAY_MS, cycle, seededRandom } from '../random.js';
import { isoBefore } from './dates.js';
import type { CustomerRow, ProvisionRow, UnknownLicenseRow } from './rows.js';

/** Published: `in_progress` alone; the other words are the sandbox's. */
const PROVISION_STATUSES = [
  ['in_progress', 'still in progress'],
  ['success', 'provisioned'],
  ['failed', 'the domain name is taken'],
] as const;

/** Three customers of four are set up with Microsoft, every tenth with IBM; by customer reference, then program. */
export function seedProvisions(customers: readonly CustomerRow[]): Map<string, Map<string, ProvisionRow>> {
  return new Map(
    customers.map(({ Reference }, index) => {
      const programs = [...(index % 4 === 3 ? [] : ['microsoft']), ...(index % 10 === 0 ? ['ibm'] : [])];
      return [Reference, new Map(programs.map((program) => [program, provision(Reference, index)]))];
    }),
  );
}

function provision(reference: string, index: number): ProvisionRow {
  const [status, message] = cycle(PROVISION_STATUSES, index);
  const domainName = reference.toLowerCase();
  return {
    status,
    message,
    attributes: index % 2 === 0 ? { domainName } : [{ name: 'domainName', value: domainName }],
  };
}

/** Up to two licences of each customer that the vendor knows and ArrowSphere does not. */
export function seedUnknownLicenses(customers: readonly CustomerRow[]): Map<string, UnknownLicenseRow[]> {
  const random = seededRandom('arrowsphere/unknown-licenses');
  return new Map(
    customers.map(({ Reference }, index) => [
      Reference,
      Array.from({ length: index % 3 }, (_, position) => unknownLicense(random.uuid(), index, position)),
    ]),
  );
}

function unknownLicense(vendorReferenceId: string, index: number, position: number): UnknownLicenseRow {
  const isAddon = position === 1;
  return {
    vendorReferenceId,
    offerName: isAddon ? 'Legacy add-on' : 'Legacy plan',
    offerSku: `OFFER-${index}`,
    pricebandArrowsphereSku: `PB-${index}`,
    quantity: 1 + (index % 40),
    subscriptionStartDate: isoBefore((400 + index) * DAY_MS).slice(0, 10),
    friendlyName: 'legacy',
    isReconcilable: !isAddon,
    reconcilableMessage: isAddon ? 'Reconcile the plan first' : '',
    isAddon,
    parentSubscriptionVendorReferenceId: isAddon ? 'parent' : '',
    parentPartnerRef: '',
    status: 'active',
    group: `g${index}`,
    relations: isAddon
      ? [{ type: 'parent', partnerRef: 'p', scope: 'customer' }]
      : [{ type: 'self', scope: 'customer' }],
  };
}
