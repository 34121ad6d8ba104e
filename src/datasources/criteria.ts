import type { Contact } from '../types/contact.js';
import { CustomerStatus, type Customer } from '../types/customer.js';
import type { Order } from '../types/order.js';
import type { CustomerCriteria, Listing, OrderCriteria } from './source.js';

type Checks<Criteria, Row> = {
  readonly [Name in keyof Criteria]: (row: Row, wanted: Criteria[Name]) => boolean;
};

/** How the graph means each criterion, for the upstreams that cannot apply it themselves. */
const CUSTOMER_CHECKS: Checks<CustomerCriteria, Customer> = {
  search: (customer, wanted) =>
    wanted === null || searchedTexts(customer).some((text) => contains(text, wanted)),
  email: (customer, wanted) =>
    wanted === null || emailsOf(customer).some((email) => email?.toLowerCase() === wanted),
  countryCode: (customer, wanted) =>
    wanted === null || (customer.knownAddresses ?? []).some(({ countryCode }) => countryCode === wanted),
  updatedSince: (customer, wanted) => wanted === null || isSince(customer.updatedAt, wanted),
  includeDeleted: (customer, wanted) => wanted || customer.status !== CustomerStatus.DELETED,
};

const ORDER_CHECKS: Checks<OrderCriteria, Order> = {
  customerIds: (order, wanted) => wanted === null || wanted.some((id) => id === order.customerExternalId),
  status: (order, wanted) => wanted === null || wanted.includes(order.status),
  createdSince: (order, wanted) => wanted === null || isSince(order.createdAt, wanted),
};

export interface Residue<Row> {
  /** What is left to apply here; undefined where the upstream applies everything. */
  readonly accepts: ((row: Row) => boolean) | undefined;
  /** Whether it may turn most rows down. */
  readonly selective: boolean;
}

export function customerResidue(listing: Listing<CustomerCriteria, Customer>, criteria: CustomerCriteria) {
  // Deleted rows are few, if the upstream lists them at all.
  return residue(CUSTOMER_CHECKS, listing, criteria, (name) => name !== 'includeDeleted');
}

export function orderResidue(listing: Listing<OrderCriteria, Order>, criteria: OrderCriteria) {
  return residue(ORDER_CHECKS, listing, criteria, () => true);
}

function residue<Criteria extends object, Row>(
  checks: Checks<Criteria, Row>,
  listing: Listing<Criteria, Row>,
  criteria: Criteria,
  isSelective: (name: keyof Criteria) => boolean,
): Residue<Row> {
  const left = names(checks).filter((name) => isAsked(criteria[name]) && !listing.applies.includes(name));
  return {
    accepts: left.length === 0 ? undefined : (row) => left.every((name) => checks[name](row, criteria[name])),
    selective: left.some(isSelective),
  };
}

/** The first criterion asked for that the source can tell nothing about. */
export function lackedCriterion<Criteria extends object, Row>(
  listing: Listing<Criteria, Row>,
  criteria: Criteria,
): keyof Criteria | undefined {
  return listing.lacks?.find((name) => isAsked(criteria[name]));
}

function names<Checked extends object>(checks: Checked): readonly (keyof Checked)[] {
  return Object.keys(checks) as (keyof Checked)[];
}

/** Deleted rows are what is left out unless asked for, so that `false` is a criterion and `true` is none. */
function isAsked(value: unknown): boolean {
  return value !== null && value !== true;
}

function isSince(time: string | null, since: string): boolean {
  return time !== null && Date.parse(time) >= Date.parse(since);
}

function contains(text: string | null, wanted: string): boolean {
  return text?.toLowerCase().includes(wanted) ?? false;
}

function emailsOf({ email, primaryContact, knownContacts }: Customer): readonly (string | null)[] {
  return [email, primaryContact?.email ?? null, ...(knownContacts ?? []).map((contact) => contact.email)];
}

function searchedTexts(customer: Customer): readonly (string | null)[] {
  const contacts = [customer.primaryContact, ...(customer.knownContacts ?? [])].filter(
    (contact) => contact !== null,
  );
  return [customer.displayName, customer.companyName, ...emailsOf(customer), ...contacts.flatMap(namesOf)];
}

function namesOf({ firstName, lastName, fullName }: Contact): readonly (string | null)[] {
  return [
    fullName,
    firstName,
    lastName,
    firstName !== null && lastName !== null ? `${firstName} ${lastName}` : null,
  ];
}
