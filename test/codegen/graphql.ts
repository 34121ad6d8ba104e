/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AddressKind =
  | 'BILLING'
  | 'BILLING_AND_SHIPPING'
  | 'OTHER'
  | 'PRIMARY'
  | 'SHIPPING';

export type CircuitState =
  | 'CLOSED'
  | 'HALF_OPEN'
  | 'OPEN';

export type CustomerFilter = {
  readonly countryCode?: string | null | undefined;
  /** The whole e-mail address, in any case. */
  readonly email?: string | null | undefined;
  readonly includeDeleted?: boolean | null | undefined;
  readonly providers?: ReadonlyArray<Provider> | null | undefined;
  /** Part of a name, a company or an e-mail, in any case. */
  readonly search?: string | null | undefined;
  readonly sourceIds?: ReadonlyArray<string | number> | null | undefined;
  readonly updatedSince?: string | null | undefined;
};

export type CustomerStatus =
  | 'ACTIVE'
  | 'DELETED'
  | 'FAILED'
  | 'INACTIVE'
  | 'PENDING'
  | 'UNKNOWN';

export type OrderFilter = {
  readonly createdSince?: string | null | undefined;
  readonly customerIds?: ReadonlyArray<string | number> | null | undefined;
  readonly providers?: ReadonlyArray<Provider> | null | undefined;
  readonly sourceIds?: ReadonlyArray<string | number> | null | undefined;
  readonly status?: ReadonlyArray<OrderStatus> | null | undefined;
};

export type OrderStatus =
  | 'ARCHIVED'
  | 'CANCELED'
  | 'COMPLETED'
  | 'FAILED'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'PENDING'
  | 'UNKNOWN';

export type Provider =
  | 'ARROWSPHERE'
  | 'CLOUDCOCKPIT'
  | 'DKHARDWARE'
  | 'ION';

export type ProviderCustomerStatus =
  | 'FAILED'
  | 'PROCESSING'
  | 'SUCCESS'
  | 'UNKNOWN';

export type SourceResultStatus =
  | 'FAILED'
  | 'OK'
  | 'SKIPPED'
  | 'STALE';

export type SourceStatus =
  | 'DEGRADED'
  | 'HEALTHY'
  | 'UNAVAILABLE';

export type UpstreamErrorCode =
  | 'BAD_RESPONSE'
  | 'CALL_LIMIT_EXCEEDED'
  | 'CIRCUIT_OPEN'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'QUEUE_FULL'
  | 'RATE_LIMITED'
  | 'REJECTED'
  | 'TIMEOUT'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED';

export type CustomerWithEverythingQueryVariables = Exact<{
  sourceId: string | number;
  externalId: string;
}>;


export type CustomerWithEverythingQuery = { readonly customerByExternalId: { readonly id: string, readonly displayName: string, readonly type: string | null, readonly status: CustomerStatus, readonly email: string | null, readonly phone: string | null, readonly websiteUrl: string | null, readonly headcount: number | null, readonly taxId: string | null, readonly registrationNumber: string | null, readonly internalReference: string | null, readonly partnerReference: string | null, readonly billingReference: string | null, readonly createdAt: string | null, readonly updatedAt: string | null, readonly source: { readonly name: string, readonly health: { readonly status: SourceStatus, readonly circuit: CircuitState } }, readonly primaryContact: { readonly fullName: string | null, readonly email: string | null } | null, readonly contacts: ReadonlyArray<{ readonly externalId: string | null, readonly isPrimary: boolean, readonly fullName: string | null, readonly email: string | null, readonly role: string | null, readonly invitation: { readonly policy: string | null, readonly expiredAt: string | null } | null }> | null, readonly addresses: ReadonlyArray<{ readonly kind: AddressKind, readonly line1: string | null, readonly city: string | null, readonly postalCode: string | null, readonly countryCode: string | null }> | null, readonly orders: { readonly nodes: ReadonlyArray<{ readonly externalId: string, readonly status: OrderStatus, readonly createdAt: string | null, readonly total: { readonly amount: string, readonly currency: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null, readonly details:
      | { readonly workgroupCode: string | null, readonly domainName: string | null, readonly tenantId: string | null, readonly customFields: ReadonlyArray<{ readonly label: string, readonly value: string | null }>, readonly provision: { readonly status: string, readonly message: string | null } | null }
      | { readonly resellerId: string | null, readonly providerCustomers: ReadonlyArray<{ readonly providerInstanceId: string, readonly domain: string | null, readonly status: ProviderCustomerStatus, readonly margin: { readonly rule: string, readonly value: string } | null }> }
      | { readonly channel: string | null, readonly credit: { readonly approved: boolean, readonly onHold: boolean | null, readonly limit: string | null, readonly available: string | null } | null }
      | { readonly uid: string | null, readonly cloudProfiles: ReadonlyArray<{ readonly displayName: string | null, readonly tenantId: string | null, readonly agreementStatus: string | null }> | null }
     | null } | null };

export type EntitiesByBothKeysQueryVariables = Exact<{
  representations: ReadonlyArray<Record<string, unknown>> | Record<string, unknown>;
}>;


export type EntitiesByBothKeysQuery = { readonly _entities: ReadonlyArray<
    | { readonly __typename: 'Customer', readonly id: string, readonly sourceId: string, readonly externalId: string, readonly displayName: string }
    | { readonly __typename: 'Operation' }
    | { readonly __typename: 'Order', readonly id: string, readonly sourceId: string, readonly externalId: string, readonly status: OrderStatus }
    | { readonly __typename: 'Source' }
   | null> };

export type MergedCustomersQueryVariables = Exact<{
  first?: number | null | undefined;
  filter?: CustomerFilter | null | undefined;
}>;


export type MergedCustomersQuery = { readonly customers: { readonly sources: ReadonlyArray<{ readonly status: SourceResultStatus, readonly totalCount: number | null, readonly source: { readonly id: string, readonly provider: Provider }, readonly error: { readonly code: UpstreamErrorCode, readonly message: string } | null }>, readonly nodes: ReadonlyArray<{ readonly id: string, readonly sourceId: string, readonly displayName: string, readonly status: CustomerStatus, readonly email: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type OrdersWithProductsQueryVariables = Exact<{
  first?: number | null | undefined;
  filter?: OrderFilter | null | undefined;
}>;


export type OrdersWithProductsQuery = { readonly orders: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly sourceId: string, readonly externalId: string, readonly status: OrderStatus, readonly upstreamStatus: string, readonly createdAt: string | null, readonly poNumber: string | null, readonly customer: { readonly displayName: string } | null, readonly total: { readonly amount: string, readonly currency: string } | null, readonly products: ReadonlyArray<{ readonly lineNumber: number, readonly sku: string | null, readonly name: string | null, readonly quantity: number, readonly status: OrderStatus, readonly unitPrice: { readonly amount: string, readonly currency: string } | null, readonly prices: { readonly periodicity: string | null, readonly term: string | null, readonly buy: { readonly unit: string | null, readonly currency: string | null } | null, readonly sell: { readonly unit: string | null, readonly currency: string | null } | null } | null }> }>, readonly sources: ReadonlyArray<{ readonly status: SourceResultStatus, readonly source: { readonly id: string }, readonly error: { readonly code: UpstreamErrorCode, readonly message: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const CustomerWithEverythingDocument = new TypedDocumentString(`
    query CustomerWithEverything($sourceId: ID!, $externalId: String!) {
  customerByExternalId(sourceId: $sourceId, externalId: $externalId) {
    id
    displayName
    type
    status
    source {
      name
      health {
        status
        circuit
      }
    }
    email
    phone
    websiteUrl
    headcount
    taxId
    registrationNumber
    internalReference
    partnerReference
    billingReference
    createdAt
    updatedAt
    primaryContact {
      fullName
      email
    }
    contacts {
      externalId
      isPrimary
      fullName
      email
      role
      invitation {
        policy
        expiredAt
      }
    }
    addresses {
      kind
      line1
      city
      postalCode
      countryCode
    }
    orders(first: 3) {
      nodes {
        externalId
        status
        createdAt
        total {
          amount
          currency
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    details {
      ... on ArrowSphereCustomerDetails {
        workgroupCode
        domainName
        tenantId
        customFields {
          label
          value
        }
        provision(program: "microsoft") {
          status
          message
        }
      }
      ... on CloudCockpitCustomerDetails {
        resellerId
        providerCustomers {
          providerInstanceId
          domain
          status
          margin {
            rule
            value
          }
        }
      }
      ... on DkHardwareCustomerDetails {
        channel
        credit {
          approved
          onHold
          limit
          available
        }
      }
      ... on IonCustomerDetails {
        uid
        cloudProfiles(enabledOnly: true) {
          displayName
          tenantId
          agreementStatus
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerWithEverythingQuery, CustomerWithEverythingQueryVariables>;
export const EntitiesByBothKeysDocument = new TypedDocumentString(`
    query EntitiesByBothKeys($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Customer {
      id
      sourceId
      externalId
      displayName
    }
    ... on Order {
      id
      sourceId
      externalId
      status
    }
  }
}
    `) as unknown as TypedDocumentString<EntitiesByBothKeysQuery, EntitiesByBothKeysQueryVariables>;
export const MergedCustomersDocument = new TypedDocumentString(`
    query MergedCustomers($first: Int = 12, $filter: CustomerFilter) {
  customers(first: $first, filter: $filter) {
    sources {
      source {
        id
        provider
      }
      status
      totalCount
      error {
        code
        message
      }
    }
    nodes {
      id
      sourceId
      displayName
      status
      email
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MergedCustomersQuery, MergedCustomersQueryVariables>;
export const OrdersWithProductsDocument = new TypedDocumentString(`
    query OrdersWithProducts($first: Int = 8, $filter: OrderFilter) {
  orders(first: $first, filter: $filter) {
    nodes {
      id
      sourceId
      externalId
      status
      upstreamStatus
      createdAt
      poNumber
      customer {
        displayName
      }
      total {
        amount
        currency
      }
      products {
        lineNumber
        sku
        name
        quantity
        status
        unitPrice {
          amount
          currency
        }
        prices {
          buy {
            unit
            currency
          }
          sell {
            unit
            currency
          }
          periodicity
          term
        }
      }
    }
    sources {
      source {
        id
      }
      status
      error {
        code
        message
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<OrdersWithProductsQuery, OrdersWithProductsQueryVariables>;