/** The upstreams' rows, as far as the workloads read them, and what the answers show of them. */
export interface IonCustomer {
  readonly name: string;
  readonly customerOrganization: string;
  readonly customerName: string;
  readonly customerEmail: string;
  readonly customerPhone: string;
  readonly customerAddress: {
    readonly street: string;
    readonly city: string;
    readonly zip: string;
    readonly country: string;
  };
}

export interface IonOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly status: string;
  readonly orderItems: readonly {
    readonly skuId: string;
    readonly productName: string;
    readonly quantity: number;
  }[];
}

interface ArrowCustomer {
  readonly CompanyName: string;
  readonly Reference: string;
  readonly EmailContact: string;
  readonly ReceptionPhone: string;
  readonly AddressLine1: string;
  readonly City: string;
  readonly Zip: string;
  readonly CountryCode: string;
  readonly BillingAddress1: string;
  readonly BillingCity: string;
  readonly BillingZipCode: string;
  readonly BillingCountryCode: string;
}

interface CockpitCustomer {
  readonly id: string;
  readonly companyName: string;
  readonly email: string;
  readonly phone: string;
  readonly addressLine1: string;
  readonly city: string;
  readonly zip: string;
  readonly country: string;
}

export interface DkCustomer {
  readonly customerId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly addresses: readonly {
    readonly address1: string;
    readonly city: string;
    readonly zip: string;
    readonly country: string;
  }[];
}

export interface ArrowList {
  readonly data: { readonly customers: readonly ArrowCustomer[] };
}

export interface CockpitList {
  readonly items: readonly CockpitCustomer[];
}

const STATUSES: Readonly<Record<string, string>> = {
  NEW: 'PENDING',
  COMPLETED: 'COMPLETED',
  ON_HOLD: 'ON_HOLD',
  IN_PROGRESS: 'IN_PROGRESS',
};
const COUNTRIES: Readonly<Record<string, string>> = { 'United States': 'US' };

export function ionFields(row: IonCustomer) {
  return {
    externalId: ionId(row),
    displayName: row.customerOrganization,
    companyName: row.customerOrganization,
    email: row.customerEmail,
    phone: row.customerPhone,
  };
}

// Members by name, here and below: one more member after a spread makes V8 a hidden class for each object.
export function ionWithAddresses(row: IonCustomer) {
  const { externalId, displayName, companyName, email, phone } = ionFields(row);
  return { externalId, displayName, companyName, email, phone, addresses: ionAddresses(row) };
}

export function ionWithContacts(row: IonCustomer) {
  const { externalId, displayName, companyName, email, phone, addresses } = ionWithAddresses(row);
  return { externalId, displayName, companyName, email, phone, addresses, contacts: ionContacts(row) };
}

export function ionWithOrders<Order>(row: IonCustomer, nodes: readonly Order[]) {
  const { externalId, displayName, companyName, email, phone } = ionFields(row);
  return { externalId, displayName, companyName, email, phone, orders: { nodes } };
}

export function ionId({ name }: IonCustomer): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function ionAddresses({ customerAddress: { street, city, zip, country } }: IonCustomer) {
  return [{ line1: street, city, postalCode: zip, countryCode: country }];
}

function ionContacts({ customerName, customerEmail, customerPhone }: IonCustomer) {
  return [{ fullName: customerName, email: customerEmail, phone: customerPhone }];
}

export function ionOrder(row: IonOrder, customer: IonCustomer) {
  return {
    externalId: row.orderId,
    status: STATUSES[row.status],
    products: row.orderItems.map(({ skuId, productName: name, quantity }) => ({
      sku: skuId,
      name,
      quantity,
    })),
    customer: { externalId: ionId(customer), displayName: customer.customerOrganization },
  };
}

export function arrowCustomer(row: ArrowCustomer) {
  return {
    externalId: row.Reference,
    displayName: row.CompanyName,
    companyName: row.CompanyName,
    email: row.EmailContact,
    phone: row.ReceptionPhone,
    addresses: [
      { line1: row.AddressLine1, city: row.City, postalCode: row.Zip, countryCode: row.CountryCode },
      {
        line1: row.BillingAddress1,
        city: row.BillingCity,
        postalCode: row.BillingZipCode,
        countryCode: row.BillingCountryCode,
      },
    ],
  };
}

export function cockpitCustomer(row: CockpitCustomer) {
  return {
    externalId: row.id,
    displayName: row.companyName,
    companyName: row.companyName,
    email: row.email,
    phone: row.phone,
    addresses: [{ line1: row.addressLine1, city: row.city, postalCode: row.zip, countryCode: row.country }],
  };
}

export function dkName({ company, firstName, lastName }: DkCustomer): string {
  return company === '' ? `${firstName} ${lastName}` : company;
}

export function dkCustomer(row: DkCustomer) {
  return {
    externalId: row.customerId,
    displayName: dkName(row),
    companyName: row.company === '' ? null : row.company,
    email: row.email,
    phone: row.phone,
    addresses: row.addresses.map(({ address1, city, zip, country }) => ({
      ...{ line1: address1, city, postalCode: zip, countryCode: COUNTRIES[country] },
    })),
  };
}
