import { cycle, type Random } from '../random.js';
import { ION_ACCOUNT_ID } from './credentials.js';
import type { IonAttribute, IonOrderItem } from './rows.js';

/** Every password in the data begins with this, so that a test can search all it prints for a leak. */
export const ION_PASSWORD_CANARY = 'canary-ion-password-';

export interface ItemContext {
  readonly orderId: string;
  readonly customerId: string;
  readonly namedCustomerId: string;
  /** The SDK sample's shape: times and product names. */
  readonly lean: boolean;
  readonly createTime: string;
  readonly updateTime: string;
}

interface Product {
  readonly provider: string;
  readonly productId: string;
  readonly productName: string;
  readonly skuId: string;
  readonly planId: string;
  readonly price: number;
}

const PRODUCTS: readonly Product[] = [
  product('MICROSOFT', 'GenericProd-DB', 'Generic Database', 'Sku-Lrg', 'Monthly-Plan', 10.5),
  product('MICROSOFT', 'CFQ7TTC0LH16', 'Office Suite Business', '0001', 'P1Y-Monthly', 12.1),
  product('AWS', 'AWS-Reseller', 'Cloud Account', 'Pay-As-You-Go', 'Usage', 0.07),
  product('GOOGLE', 'Workspace-Std', 'Workspace Standard', 'Flex', 'Monthly-Plan', 9.99),
];

/** What the catalog has under this id. */
export function productOf(id: string): Product | undefined {
  return PRODUCTS.find(({ productId }) => productId === id);
}

/** Every 8th item is an UPDATE; every 5th leaves its empty members out, as proto3 JSON may (ION 4.1). */
export function orderItem(random: Random, context: ItemContext, itemId: number, index: number): IonOrderItem {
  const { provider, productId, productName, skuId, planId, price } = cycle(PRODUCTS, index);
  return {
    name: `accounts/${ION_ACCOUNT_ID}/customers/${context.namedCustomerId}/orders/${context.orderId}/orderItems/${itemId}`,
    referenceId: `customers/${context.customerId}/cartItems/${itemId}`,
    action: index % 8 === 7 ? 'UPDATE' : 'CREATE',
    resourceId: `sub-${itemId}`,
    productId,
    skuId,
    planId,
    quantity: random.int(1, 40),
    providerName: provider,
    price,
    endCustomerPO: `EPO-${itemId}`,
    resellerPO: `RPO-${itemId}`,
    attributes: attributes(provider, context),
    cartItemId: String(itemId),
    status: index % 6 === 0 ? 'PENDING' : 'ACTIVE',
    ...(index % 5 !== 4 && emptyMembers(itemId)),
    ...(context.lean && sdkMembers(context, productName, skuId, planId)),
  };
}

/** Microsoft orders carry the tenant administrator's generated password in clear (ION 4.5). */
function attributes(provider: string, { customerId, orderId }: ItemContext): IonAttribute[] {
  if (provider !== 'MICROSOFT') return [{ name: 'region', value: 'eu-central' }];
  return [
    { name: 'userName', value: `admin@tenant${customerId}.onmicrosoft.example` },
    { name: 'password', value: `${ION_PASSWORD_CANARY}${orderId}` },
  ];
}

function emptyMembers(itemId: number) {
  return {
    addOns: [],
    catalogAttributes: [],
    errors: [],
    provisioningInfo: { processId: `p-${itemId}`, processName: 'provision', details: '' },
    additionalInformation: '',
  };
}

function sdkMembers(context: ItemContext, productName: string, skuName: string, planName: string) {
  return {
    createTime: context.createTime,
    updateTime: context.updateTime,
    isEligibleForPromo: false,
    productName,
    skuName,
    planName,
    productOwnerCountryCode: 'US',
  };
}

function product(
  provider: string,
  productId: string,
  productName: string,
  skuId: string,
  planId: string,
  price: number,
): Product {
  return { provider, productId, productName, skuId, planId, price };
}
