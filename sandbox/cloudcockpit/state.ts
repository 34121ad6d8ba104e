import { closedObject } from '../closed-object.js';
import { TokenIssuer, tokenSettings } from '../tokens.js';
import { resellerIdentifier, seedCustomers } from './customers.js';
import { seedOrders } from './orders.js';
import type { CustomerRow, OrderRow } from './rows.js';

const settingsSchema = closedObject(tokenSettings);

/** All that CloudCockpit remembers; `reset` seeds it anew and forgets every token. */
export class CloudCockpitState {
  readonly tokens = new TokenIssuer('cloudcockpit', 3_599);
  customers = new Map<string, CustomerRow>();
  orders: OrderRow[] = [];
  /** The internal identifier as resellers see it, by customer. */
  resellerIdentifiers = new Map<string, string | null>();

  constructor() {
    this.reset();
  }

  reset(): void {
    const customers = seedCustomers();
    this.customers = new Map(customers.map((row) => [row.id, row]));
    this.orders = seedOrders(customers);
    this.resellerIdentifiers = new Map(customers.map((row, index) => [row.id, resellerIdentifier(index)]));
    this.tokens.reset();
  }

  configure(settings: Readonly<Record<string, unknown>>): void {
    this.tokens.configure(settingsSchema.parse(settings));
  }

  /** The row as this reseller sees it, or undefined where the two have no relation. */
  seenBy(row: CustomerRow, resellerId: string): CustomerRow | undefined {
    const isRelated =
      row.customerAssociations?.some((association) => association.resellerId === resellerId) ?? false;
    return isRelated
      ? { ...row, internalIdentifier: this.resellerIdentifiers.get(row.id) ?? null }
      : undefined;
  }
}
