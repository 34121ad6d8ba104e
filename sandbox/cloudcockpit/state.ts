import { z } from 'zod';
import { Background, systemClock } from '../background.js';
import type { Clock } from '../background.js';
import { closedObject } from '../closed-object.js';
import { seededRandom } from '../random.js';
import { TokenIssuer, tokenSettings } from '../tokens.js';
import { resellerIdentifier, seedCustomers } from './customers.js';
import { seedOrders } from './orders.js';
import { CREATION_ERRORS } from './provider-creation.js';
import type { CreationError } from './provider-creation.js';
import type { CustomerRow, OrderRow } from './rows.js';

const settingsSchema = closedObject({
  ...tokenSettings,
  /** How long work in the background takes, in milliseconds. */
  backgroundMs: z.number().min(0).optional(),
  /** With which error the next creation with a provider ends; null calls it off. */
  failNextProviderCustomer: z.enum(CREATION_ERRORS).nullable().optional(),
});

interface Settings {
  readonly backgroundMs: number;
  readonly failNextProviderCustomer: CreationError | null;
}

const DEFAULT_SETTINGS: Settings = { backgroundMs: 300, failNextProviderCustomer: null };

/** All that CloudCockpit remembers; `reset` seeds it anew and forgets every token. */
export class CloudCockpitState {
  readonly tokens = new TokenIssuer('cloudcockpit', 3_599);
  customers = new Map<string, CustomerRow>();
  orders: OrderRow[] = [];
  /** The internal identifier as resellers see it, by customer. */
  resellerIdentifiers = new Map<string, string | null>();
  settings = DEFAULT_SETTINGS;
  readonly background: Background;
  #created = 0;

  constructor(clock: Clock = systemClock) {
    this.background = new Background(clock);
    this.reset();
  }

  /** What is created after a reset gets the same ids every time. */
  nextId(kind: 'customers' | 'orders'): string {
    this.#created += 1;
    return seededRandom(`cloudcockpit/${kind}/new/${this.#created}`).uuid();
  }

  /** The error that a test ordered for the next creation with a provider, handed out once. */
  takeForcedError(): CreationError | undefined {
    const { failNextProviderCustomer: error } = this.settings;
    this.settings = { ...this.settings, failNextProviderCustomer: null };
    return error ?? undefined;
  }

  reset(): void {
    this.background.clear();
    this.settings = DEFAULT_SETTINGS;
    this.#created = 0;
    const customers = seedCustomers();
    this.customers = new Map(customers.map((row) => [row.id, row]));
    this.orders = seedOrders(customers);
    this.resellerIdentifiers = new Map(customers.map((row, index) => [row.id, resellerIdentifier(index)]));
    this.tokens.reset();
  }

  configure(settings: Readonly<Record<string, unknown>>): void {
    const given = settingsSchema.parse(settings);
    this.tokens.configure(given);
    this.settings = {
      backgroundMs: given.backgroundMs ?? this.settings.backgroundMs,
      failNextProviderCustomer:
        given.failNextProviderCustomer === undefined
          ? this.settings.failNextProviderCustomer
          : given.failNextProviderCustomer,
    };
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
