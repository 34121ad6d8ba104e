import type { DictionaryEntry, DkPaymentMethod, DkSubscription, DkUser, DkUserRef } from './rows.js';

export const CUSTOMER_TYPES: readonly DictionaryEntry[] = [
  { code: 'business', name: 'Business' },
  { code: 'government', name: 'Government' },
  { code: 'military', name: 'Military' },
];

export const PAYMENT_METHODS: readonly DkPaymentMethod[] = [
  { id: '3', code: 'credit-card', name: 'Credit Card' },
  { id: '5', code: 'net-30', name: 'Net 30' },
  { id: '8', code: 'wire', name: 'Wire Transfer' },
];

export const SHIPPING_METHODS: readonly DictionaryEntry[] = [
  { code: 'standard-ground', name: 'Standard Ground' },
  { code: 'two-day', name: 'Two Day Air' },
  { code: 'freight', name: 'Freight' },
];

export const ORDER_STATUSES: readonly DkUserRef[] = [
  { id: '7', name: 'New Orders' },
  { id: '9', name: 'Orders in Processing' },
  { id: '10', name: 'Back Ordered' },
  { id: '11', name: 'Shipped Orders - PAID' },
  { id: '14', name: 'Canceled Orders' },
];

/** The vendor's table has `enabled`, its sample does not: two rows follow the sample. */
export const USERS: readonly DkUser[] = [
  { id: '37', name: 'Products Editor', enabled: true },
  { id: '93', name: 'Robin Clerk', enabled: true },
  { id: '105', name: 'Till User' },
  { id: '112', name: 'Séverine Dépôt', enabled: true },
  { id: '118', name: 'Former Colleague', enabled: false },
  { id: '121', name: 'Night Desk' },
];

/**
 * Subscriptions another client left behind, to events this sandbox never raises:
 * nothing is ever delivered to their addresses. Times have seven digits (DK 3.6).
 */
export const SUBSCRIPTIONS: readonly DkSubscription[] = [
  subscription(1, 'vendor-order:changed'),
  subscription(2, 'vendor-return:changed'),
];

function subscription(number: number, eventType: string): DkSubscription {
  return {
    subscriptionId: `bbd76e0b-0000-4000-8000-00000000000${number}`,
    webhook: { url: `https://hooks.warehouse.example/dk/${number}` },
    eventType,
    policies: { retry: { intervals: [{ value: '00:01:07' }], requestTimeout: '00:01:40' } },
    createdAt: '2022-10-20T11:15:45.2397901Z',
    updatedAt: '2022-10-20T11:15:45.2398178Z',
  };
}
