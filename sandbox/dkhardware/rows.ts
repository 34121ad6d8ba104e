/** The rows of the emulated DK Hardware as they stand on the wire; members the vendor's samples omit are optional. */
export interface DkCustomer {
  /** Documented as a string; one row has a number, as the vendor's status sample does (DK 3.3). */
  readonly customerId: string | number;
  /** Naive, documented as UTC. */
  readonly createdAt: string;
  readonly updatedAt?: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly company: string;
  readonly phone: string | null;
  readonly altPhone: string | null;
  readonly fax: string | null;
  readonly channel?: string | null;
  readonly createdBy?: DkUserRef | null;
  readonly customerType?: string | null;
  readonly addresses?: readonly DkAddress[];
  readonly creditApproved?: boolean;
  readonly creditLimit?: number;
  readonly notes?: string | null;
}

export interface DkAddress {
  /** Not unique, not even within one customer (DK 3.7). */
  readonly addressId: string;
  readonly customerId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly zip: string;
  /** The country's name; orders sometimes have its code. */
  readonly country: string;
  readonly state: string;
  readonly city: string;
  readonly address1: string;
  readonly address2: string | null;
  readonly company: string | null;
  readonly phone: string | null;
  readonly altPhone: string | null;
  readonly fax: string | null;
  readonly isDefaultBilling: boolean;
  readonly isDefaultShipping: boolean;
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

export interface DkUserRef {
  readonly id: string;
  readonly name: string;
}

export interface DkCredit {
  readonly customerId: string;
  readonly creditApproved: boolean;
  readonly creditHold?: boolean | null;
  readonly creditLimit?: number | null;
  readonly balance?: number | null;
  readonly creditAvailable?: number | null;
}

export interface DkReturn {
  readonly returnId: string;
  /** A number in the vendor's relations sample, a string in its table (DK 3.7). */
  readonly parentOrderId: number;
  readonly shoppingCartId: string;
  readonly createdAt: string;
  readonly total: null;
  readonly currency: string;
  readonly currentStatus: DkUserRef;
  readonly status: string;
  readonly payments: null;
  readonly shipments: null;
}

export interface DkOrder {
  readonly orderId: string;
  readonly parentQuoteId: string | null;
  readonly replacementForOrderId: string | null;
  readonly replacementOrderIds: readonly string[];
  readonly returnIds: readonly string[];
  readonly vendorOrderIds: readonly (string | number)[];
  readonly shoppingCartId?: string;
  readonly poNumber: string | null;
  readonly createdAt: string;
  readonly updatedAt?: string;
  readonly total: number | null;
  readonly currency: string;
  readonly status: string;
  readonly statusId?: string;
  readonly currentStatus?: DkUserRef;
  readonly customerId: string;
  readonly customerNotes: string;
  readonly channel: string;
  readonly channelReferenceId: string | null;
  readonly shippingMethod: string;
  readonly paymentMethod: DkPaymentMethod;
  readonly shippingPrice: number;
  readonly shippingTax: number;
  readonly shippingDiscount: number;
  readonly handlingFee: number;
  readonly createdBy: DkUserRef;
  readonly salesRep: DkUserRef;
  readonly billing: DkOrderAddress;
  readonly shipping: DkOrderAddress;
  readonly items: readonly DkOrderItem[];
  readonly notes: readonly DkNote[];
  readonly payments: readonly DkPayment[] | null;
  readonly shipments: readonly DkShipment[] | null;
  readonly filters: readonly { readonly name: string }[];
}

/** The order's own copy: an e-mail, but neither ids nor times. */
export type DkOrderAddress = Readonly<
  Record<
    | 'firstName' | 'lastName' | 'company' | 'phone' | 'altPhone' | 'fax' | 'zip'
    | 'country' | 'state' | 'city' | 'address1' | 'address2' | 'email',
    string
  >
>; // prettier-ignore

export interface DkPaymentMethod {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export interface DkOrderItem {
  readonly itemId: string;
  readonly productId: string;
  readonly unitPrice: number;
  /** Only some answers have it. */
  readonly unitCost?: number;
  readonly quantity: number;
  readonly linePosition: number;
  readonly lineComment: string | null;
  readonly unitWeight: number;
  readonly tax: number;
  readonly discount: number;
  readonly mpn: string;
  readonly itemName: string;
  readonly productImage: string;
  readonly productUrl: string;
  readonly unitOfMeasure: DkUserRef;
  readonly addons: readonly {
    readonly code: string;
    readonly title: string;
    readonly price: number;
    readonly cost: number;
  }[];
}

export interface DkNote {
  readonly noteId: string;
  readonly author: DkUserRef;
  readonly message: string;
  readonly createdAt: string;
  readonly actionTypeCode: string;
}

export interface DkPayment {
  readonly paymentId: string;
  readonly originalPaymentId: string | null;
  readonly amount: number;
  readonly user: DkUserRef;
  readonly paymentDate: string;
  readonly paymentMethod: DkPaymentMethod;
  readonly paymentType: 'Charge' | 'Refund';
}

export interface DkShipment {
  readonly packages: readonly {
    readonly packageId: string;
    readonly trackingNumber: string;
    readonly trackingUrl: string;
    readonly shipDate: string;
    readonly carrierName: string;
    readonly service: string;
    readonly shippingPrice: number;
  }[];
}

export interface DkSubscription {
  readonly subscriptionId: string;
  readonly webhook: { readonly url: string };
  readonly eventType: string;
  readonly policies: {
    readonly retry: {
      readonly intervals: readonly { readonly value: string }[];
      readonly requestTimeout: string;
    };
  };
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface DkUser extends DkUserRef {
  /** In the table, not in the sample. */
  readonly enabled?: boolean;
}

export interface DictionaryEntry {
  readonly code: string;
  readonly name: string;
}
