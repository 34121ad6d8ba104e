/** The rows of the emulated ION as they stand on the wire: camelCase, ids as decimal strings, empty members often left out. */
export interface IonCustomer {
  /** `accounts/{a}/customers/{id}`; the wire has no `id` member (ION 4.3). */
  readonly name: string;
  readonly customerOrganization: string;
  readonly customerAddress: IonAddress;
  readonly customerName: string;
  readonly customerEmail: string;
  readonly customerTitle?: string;
  readonly customerPhone?: string;
  readonly createTime: string;
  readonly updateTime: string;
  readonly languageCode: string;
  readonly uid: string;
  readonly customerStatus: CustomerStatus;
  readonly alternateEmail?: string;
  readonly customerDomain?: string;
  readonly primaryContactFirstName?: string;
  readonly primaryContactLastName?: string;
}

export interface IonAddress {
  readonly street: string;
  readonly suite?: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

export const CUSTOMER_STATUSES = ['CUSTOMER_STATUS_UNSPECIFIED', 'ACTIVE', 'INACTIVE'] as const;
type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];

export const ORDER_STATUSES = [
  'NEW',
  'CONFIRMED',
  'ON_HOLD',
  'COMPLETED',
  'ERROR',
  'CANCELED',
  'IN_PROGRESS',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface IonCloudProfiles {
  readonly customerId: string;
  readonly customerOrganization: string;
  readonly customerCloudProfiles?: readonly IonCloudProfile[];
}

export interface IonCloudProfile {
  readonly providerId: string;
  readonly displayName: string;
  readonly shortName: string;
  readonly enabled: boolean;
  readonly passRiOptimization?: boolean;
  readonly discountedRiOptimization?: boolean;
  readonly customerTenantId?: string;
  /** One string, also where Google Cloud has several accounts (ION 4.4). */
  readonly billingAccounts?: string;
  readonly customerDomain?: string;
  readonly allowDelegatedAccess?: boolean;
  readonly gdapStatus?: string;
  readonly gdapLevel?: string;
  readonly gdapRoles?: readonly string[];
  readonly agreementStatus?: string;
}

export interface IonOrder {
  readonly name: string;
  readonly accountId?: string;
  readonly customerId?: string;
  readonly orderId?: string;
  readonly referenceId?: string;
  readonly displayName?: string;
  readonly userId: string;
  readonly userName: string;
  readonly userEmail: string;
  readonly status: OrderStatus;
  readonly currencyCode?: string;
  readonly total?: number;
  readonly cartId: string;
  readonly errors?: readonly IonOrderError[];
  readonly orderItems: readonly IonOrderItem[];
  readonly provisioningInfo?: IonProvisioningInfo;
  readonly createTime?: string;
  readonly updateTime?: string;
  readonly scheduledAt?: string;
}

interface IonOrderError {
  readonly code: string;
  readonly detail: string;
  readonly sourceName: string;
  readonly instancePath: string;
}

interface IonProvisioningInfo {
  readonly processId: string;
  readonly processName: string;
  readonly details: string;
}

export interface IonOrderItem {
  readonly name: string;
  readonly referenceId: string;
  readonly action: 'CREATE' | 'UPDATE';
  readonly resourceId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly planId: string;
  readonly quantity: number;
  readonly providerName: string;
  readonly price?: number;
  readonly endCustomerPO?: string;
  readonly resellerPO?: string;
  readonly addOns?: readonly string[];
  readonly attributes?: readonly IonAttribute[];
  readonly catalogAttributes?: readonly IonAttribute[];
  readonly cartItemId: string;
  readonly status: string;
  readonly errors?: readonly IonOrderError[];
  readonly provisioningInfo?: IonProvisioningInfo;
  readonly additionalInformation?: string;
  readonly createTime?: string;
  readonly updateTime?: string;
  readonly isEligibleForPromo?: boolean;
  readonly productName?: string;
  readonly skuName?: string;
  readonly planName?: string;
  readonly productOwnerCountryCode?: string;
}

export interface IonAttribute {
  readonly name: string;
  readonly value: string;
}

/** The full shape has no times on the wire, yet the vendor sorts by them: they stand beside the row (ION 4.5). */
export interface StoredOrder {
  readonly row: IonOrder;
  readonly customerId: string;
  readonly orderId: string;
  readonly createTime: string;
  readonly updateTime: string;
}

/** `accounts/10001/customers/20001/orders/80001` → `80001`. */
export function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
