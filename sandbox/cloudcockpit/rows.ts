export const RESELLERS = [
  { resellerId: '5e5e5e5e-0000-4000-8000-000000000001', name: 'Reseller One' },
  { resellerId: '5e5e5e5e-0000-4000-8000-000000000002', name: 'Reseller Two' },
] as const;

export interface ProviderCustomerRow {
  readonly providerInstanceId: string;
  /** Set after success only. */
  readonly providerCustomerId: string | null;
  /** JSON in a string, with Pascal keys and personal data; one row's is broken, one row's is null. */
  readonly providerCustomerData: string | null;
  readonly margin: { readonly marginRule: { readonly name: string }; readonly value: number };
  readonly offerTypeMargins: object | null;
  /** `{name}`, in one row a bare string. */
  readonly status: { readonly name: string } | string;
  readonly customerCreationError: { readonly name: string };
}

/** CustomerViewModel as it stands on the wire (CloudCockpit 2.3). */
export interface CustomerRow {
  readonly id: string;
  readonly companyName: string;
  readonly taxId: string | null;
  readonly country: string;
  readonly addressLine1: string;
  readonly addressLine2: string | null;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly internalIdentifier: string | null;
  readonly resellerId: string | null;
  readonly providerCustomers: Readonly<Record<string, ProviderCustomerRow>> | null;
  readonly customerAssociations: readonly { readonly resellerId: string; readonly name: string }[] | null;
  /** Only deleted rows carry it: that such a flag exists, and its name, is inferred. */
  readonly isDeleted?: true;
}

/** An order as it stands on the wire (CloudCockpit 2.4): no price, no total. */
export interface OrderRow {
  readonly id: string;
  readonly offerId: string;
  readonly customerId: string;
  readonly resellerId: string | null;
  readonly providerInstanceId: string;
  readonly subscriptionName: string;
  readonly termDuration: { readonly name: string };
  readonly billingFrequency: { readonly name: string };
  readonly segment: { readonly name: string };
  readonly operation: { readonly name: string };
  readonly quantity: number;
  readonly subscriptionMargin: object | null;
  readonly subscriptionInternalId: string | null;
  readonly poNumber: string | null;
  readonly autoRenewEnabled: boolean;
  readonly status: { readonly name: string };
  readonly createdDate: string;
  readonly providerData: string | null;
  readonly parentSubscriptionId: string | null;
  readonly errorMessage: string | null;
}
