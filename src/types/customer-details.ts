import { createUnionType } from 'type-graphql';
import { ArrowSphereCustomerDetails } from './arrowsphere-details.js';
import { CloudCockpitCustomerDetails } from './cloudcockpit-details.js';
import { DkHardwareCustomerDetails } from './dkhardware-details.js';
import { IonCustomerDetails } from './ion-details.js';

/** What only this customer's provider knows; told apart by `__typename`. */
export const CustomerDetails = createUnionType({
  name: 'CustomerDetails',
  types: () =>
    [
      ArrowSphereCustomerDetails,
      CloudCockpitCustomerDetails,
      DkHardwareCustomerDetails,
      IonCustomerDetails,
    ] as const,
  resolveType: (value) => value.__typename,
});
export type CustomerDetails =
  ArrowSphereCustomerDetails | CloudCockpitCustomerDetails | DkHardwareCustomerDetails | IonCustomerDetails;
