// The four upstreams in the graph's words, for the peers that are written in JavaScript: each brings its own way to call.
const ION_ACCOUNTS = { ion: '10003', ion10: '10010', ion20: '10020' };
const STATUSES = {
  NEW: 'PENDING',
  COMPLETED: 'COMPLETED',
  ON_HOLD: 'ON_HOLD',
  IN_PROGRESS: 'IN_PROGRESS',
};
const COUNTRIES = { 'United States': 'US' };

export const HEADERS = { accept: 'application/json', authorization: 'Bearer bench' };

/** The calls of the upstreams' REST APIs; `getJson(path)` gives the JSON at a path below their base URL. */
export function restApi(getJson) {
  const ion = (account) => `/ion/api/v3/accounts/${account}`;
  return {
    ionCustomers: (account, size) => getJson(`${ion(account)}/customers?pageSize=${size}`),
    ionCustomer: (account, id) => getJson(`${ion(account)}/customers/${id}`),
    ionOrders: (account, id, size) => getJson(`${ion(account)}/customers/${id}/orders?pageSize=${size}`),
    arrowCustomers: (size) => getJson(`/arrow/customers?per_page=${size}`),
    cockpitCustomers: (size) => getJson(`/cockpit/v1/Customers?pageNumber=1&pageSize=${size}`),
    dkCustomers: (size) => getJson(`/dkh/v1/customer/?offset=0&limit=${size}`),
    dkCustomer: (id) => getJson(`/dkh/v1/customer/${id}`),
  };
}

export class Upstreams {
  constructor(api) {
    this.api = api;
  }

  async customers(sourceId, size) {
    const { api } = this;
    if (sourceId === 'arrow') return (await api.arrowCustomers(size)).data.customers.map(arrowCustomer);
    if (sourceId === 'cockpit') return (await api.cockpitCustomers(size)).items.map(cockpitCustomer);
    if (sourceId === 'dkh') return (await api.dkCustomers(size)).payload.map(dkCustomer);
    const { customers } = await api.ionCustomers(ION_ACCOUNTS[sourceId], size);
    return customers.map((row) => ionCustomer(sourceId, row));
  }

  async customer(sourceId, externalId) {
    if (sourceId === 'dkh') return dkCustomer((await this.api.dkCustomer(externalId)).payload);
    return ionCustomer(sourceId, await this.api.ionCustomer(ION_ACCOUNTS[sourceId], externalId));
  }

  async orders(sourceId, customerId, size) {
    const { orders } = await this.api.ionOrders(ION_ACCOUNTS[sourceId], customerId, size);
    return orders.map((row) => ionOrder(sourceId, row));
  }

  /** The sources' rows in turn, as evenly as `first` allows. */
  async merged(sourceIds, first) {
    const lists = await Promise.all(
      sourceIds.map((sourceId) => this.customers(sourceId, Math.ceil(first / sourceIds.length))),
    );
    return Array.from({ length: first }, (_, at) => lists[at % lists.length][Math.floor(at / lists.length)]);
  }
}

function ionCustomer(sourceId, row) {
  const { street, city, zip, country } = row.customerAddress;
  return {
    sourceId,
    externalId: row.name.slice(row.name.lastIndexOf('/') + 1),
    displayName: row.customerOrganization,
    companyName: row.customerOrganization,
    email: row.customerEmail,
    phone: row.customerPhone,
    addresses: [{ line1: street, city, postalCode: zip, countryCode: country }],
    contacts: [{ fullName: row.customerName, email: row.customerEmail, phone: row.customerPhone }],
  };
}

function ionOrder(sourceId, row) {
  return {
    sourceId,
    externalId: row.orderId,
    status: STATUSES[row.status],
    customerExternalId: row.customerId,
    products: row.orderItems.map((item) => ({
      sku: item.skuId,
      name: item.productName,
      quantity: item.quantity,
    })),
  };
}

function arrowCustomer(row) {
  return {
    sourceId: 'arrow',
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

function cockpitCustomer(row) {
  return {
    sourceId: 'cockpit',
    externalId: row.id,
    displayName: row.companyName,
    companyName: row.companyName,
    email: row.email,
    phone: row.phone,
    addresses: [{ line1: row.addressLine1, city: row.city, postalCode: row.zip, countryCode: row.country }],
  };
}

function dkCustomer(row) {
  return {
    sourceId: 'dkh',
    externalId: row.customerId,
    displayName: row.company || `${row.firstName} ${row.lastName}`,
    companyName: row.company || null,
    email: row.email,
    phone: row.phone,
    addresses: row.addresses.map(({ address1, city, zip, country }) => ({
      line1: address1,
      city,
      postalCode: zip,
      countryCode: COUNTRIES[country],
    })),
  };
}
