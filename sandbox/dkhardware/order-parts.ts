import { cycle, DAY_MS, type Random } from '../random.js';
import { PLACES } from '../vocabulary.js';
import type {
  DkCustomer,
  DkNote,
  DkOrderAddress,
  DkOrderItem,
  DkPayment,
  DkPaymentMethod,
  DkShipment,
} from './rows.js';
import { HOUR_MS, instant, naive } from './times.js';

const AMERICAN = PLACES.filter(({ country }) => country === 'US');
const NOTE_TYPES = ['General', 'PhoneCall', 'Email', 'Order', 'QuestionToSupport'];

/** One to three lines. Every 13th order's are discounted, which the vendor shows negative, and show their cost. */
export function orderItems(random: Random, index: number): { items: DkOrderItem[]; total: number } {
  const discounted = index % 13 === 9;
  const items = Array.from({ length: 1 + (index % 3) }, (_, position) =>
    orderItem(random, index, position, discounted),
  );
  const cents = items.reduce((sum, item) => {
    return sum + Math.round((item.unitPrice * item.quantity + item.tax + item.discount) * 100);
  }, 737);
  return { items, total: cents / 100 };
}

function orderItem(random: Random, index: number, position: number, discounted: boolean): DkOrderItem {
  const productId = String(3_158_000 + random.int(0, 900));
  const unitPrice = random.int(500, 60_000) / 100;
  return {
    itemId: String(2_077_201 + index * 3 + position),
    productId,
    unitPrice,
    ...(discounted && { unitCost: Math.round(unitPrice * 80) / 100 }),
    quantity: random.int(1, 12),
    linePosition: position + 1,
    lineComment: position === 0 ? null : 'Match finish with line 1',
    unitWeight: random.int(0, 20),
    tax: Math.round(unitPrice * 7) / 100,
    discount: discounted ? -1 : 0,
    mpn: `TEST-${productId.slice(-3)}`,
    itemName: cycle(
      ['Synthetic faucet', 'Porte coulissante (modèle d’essai)', 'Synthetic window unit'],
      index + position,
    ),
    productImage: `https://img.dk.example/${productId}.jpg`,
    productUrl: `https://shop.dk.example/p/${productId}`,
    unitOfMeasure: { id: '17', name: 'Each' },
    addons: position === 2 ? [{ code: 'engraving', title: 'Engraving', price: 4.5, cost: 2 }] : [],
  };
}

/** A copy of the customer's address, or one nobody else has; every 6th order writes `US` for the country (DK 3.7). */
export function orderAddress(
  random: Random,
  customer: DkCustomer,
  index: number,
  position: number,
): DkOrderAddress {
  const known = customer.addresses?.[position] ?? customer.addresses?.[0];
  const place = cycle(AMERICAN, index);
  const country = known?.country ?? place.countryName;
  return {
    firstName: customer.firstName,
    lastName: customer.lastName,
    company: customer.company,
    phone: customer.phone ?? '',
    altPhone: '',
    fax: '',
    zip: known?.zip ?? place.zip,
    country: country === 'United States' && index % 6 === 1 ? 'US' : country,
    state: known?.state ?? place.state,
    city: known?.city ?? place.city,
    address1: known?.address1 ?? `${random.int(1, 400)} ${place.street}`,
    address2: known?.address2 ?? '',
    email: customer.email,
  };
}

export function orderNotes(createdAt: string, index: number): DkNote[] {
  return Array.from({ length: index % 3 }, (_, position) => ({
    noteId: String(1_622_092 + index * 2 + position),
    author: { id: '93', name: 'Robin Clerk' },
    message: 'synthetic note',
    createdAt: naive(instant(createdAt) + 1_000),
    actionTypeCode: cycle(NOTE_TYPES, index + position),
  }));
}

/** The charge of an order looks four hours younger than the order itself (DK 3.7). */
export function orderPayments(
  createdAt: string,
  amount: number,
  paymentMethod: DkPaymentMethod,
  index: number,
): DkPayment[] {
  const paymentId = String(536_832 + index * 2);
  const common = { user: { id: '105', name: 'Till User' }, paymentMethod };
  const paidAt = instant(createdAt) + 4 * HOUR_MS;
  const charge = { paymentId, originalPaymentId: null, amount, ...common, paymentDate: naive(paidAt) };
  if (index % 8 !== 3) return [{ ...charge, paymentType: 'Charge' }];
  const refund = {
    paymentId: String(536_833 + index * 2),
    originalPaymentId: paymentId,
    amount: 1,
    ...common,
  };
  return [
    { ...charge, paymentType: 'Charge' },
    { ...refund, paymentDate: naive(paidAt + 5 * DAY_MS), paymentType: 'Refund' },
  ];
}

export function orderShipments(createdAt: string, index: number): DkShipment[] {
  return [
    {
      packages: Array.from({ length: 1 + (index % 2) }, (_, position) => ({
        packageId: String(9_001 + index * 2 + position),
        trackingNumber: `1Z${String(index).padStart(16, '0')}`,
        trackingUrl: 'https://track.carrier.example/1Z',
        shipDate: `${naive(instant(createdAt) + DAY_MS).slice(0, 10)}T00:00:00`,
        carrierName: 'UPS',
        service: 'Ground',
        shippingPrice: 6.89,
      })),
    },
  ];
}
