import { z } from 'zod';
import { Background, systemClock } from '../background.js';
import type { Clock } from '../background.js';
import { closedObject } from '../closed-object.js';
import { seedContacts, seedInvitations } from './contacts.js';
import { FIRST_CUSTOMER, seedCustomers } from './customers.js';
import { naiveAt } from './dates.js';
import { FIRST_ORDER, seedOrders } from './orders.js';
import type { Run } from './program-runs.js';
import type {
  ContactRow,
  CustomerRow,
  InvitationRow,
  OrderRow,
  ProvisionRow,
  UnknownLicenseRow,
} from './rows.js';
import { seedProvisions, seedUnknownLicenses } from './vendor-records.js';

const settingsSchema = closedObject({
  /** Lists come without their `pagination` block (ArrowSphere 1.1: it may be missing). */
  omitPagination: z.boolean().optional(),
  /** Whether `/customers` lists customers that are soft-deleted; it does by default. */
  listDeleted: z.boolean().optional(),
  /** How long each step of a provision or migration takes, in milliseconds. */
  backgroundMs: z.number().min(0).optional(),
  /** The next provision or migration to start ends in failure. */
  failNextProvision: z.boolean().optional(),
});

const DEFAULT_SETTINGS = {
  omitPagination: false,
  listDeleted: true,
  backgroundMs: 300,
  failNextProvision: false,
};

type Numbered = 'customer' | 'contact' | 'invitation' | 'order' | 'product';

/** All that ArrowSphere remembers; `reset` seeds it anew. */
export class ArrowSphereState {
  customers = new Map<string, CustomerRow>();
  orders = new Map<string, OrderRow>();
  contacts = new Map<string, ContactRow[]>();
  invitations = new Map<string, InvitationRow>();
  provisions = new Map<string, Map<string, ProvisionRow>>();
  unknownLicenses = new Map<string, UnknownLicenseRow[]>();
  /** Codes of the invitations that were taken up; the passwords given with them are kept nowhere. */
  activated = new Set<string>();
  settings = DEFAULT_SETTINGS;
  readonly background: Background;
  #runs = new Map<string, Run>();
  #issued = new Map<Numbered, number>();

  constructor(clock: Clock = systemClock) {
    this.background = new Background(clock);
    this.reset();
  }

  /** The next number of its kind: what is created after a reset is numbered the same every time. */
  next(kind: Numbered): number {
    const number = (this.#issued.get(kind) ?? 0) + 1;
    this.#issued.set(kind, number);
    return number;
  }

  isoNow(): string {
    return this.isoAfter(0);
  }

  isoAfter(milliseconds: number): string {
    return new Date(this.background.now() + milliseconds).toISOString();
  }

  naiveNow(): string {
    return naiveAt(this.background.now());
  }

  run(customer: string, program: string): Run | undefined {
    return this.#runs.get(`${customer} ${program}`);
  }

  /** Its row is what GET …/provision answers from now on. */
  setRun(customer: string, program: string, run: Run): void {
    this.#runs.set(`${customer} ${program}`, run);
    const rows = this.provisions.get(customer) ?? new Map<string, ProvisionRow>();
    this.provisions.set(customer, rows.set(program, run.row));
  }

  /** Puts what `change` makes of the contact in its place, which may be nothing. */
  changeContact(
    customer: string,
    reference: string,
    change: (row: ContactRow) => readonly ContactRow[],
  ): void {
    const contacts = this.contacts.get(customer) ?? [];
    this.contacts.set(
      customer,
      contacts.flatMap((row) => (row.reference === reference ? change(row) : [row])),
    );
  }

  reset(): void {
    this.background.clear();
    const customers = seedCustomers();
    this.customers = new Map(customers.map((row) => [row.Reference, row]));
    this.orders = new Map(seedOrders(customers).map((row) => [row.reference, row]));
    this.contacts = seedContacts(customers);
    this.invitations = new Map(seedInvitations(this.contacts).map((row) => [row.code, row]));
    this.provisions = seedProvisions(customers);
    this.unknownLicenses = seedUnknownLicenses(customers);
    this.activated = new Set();
    this.#runs.clear();
    this.#issued = new Map<Numbered, number>([
      ['customer', FIRST_CUSTOMER + customers.length - 1],
      ['contact', [...this.contacts.values()].flat().length],
      ['order', FIRST_ORDER + this.orders.size - 1],
    ]);
    this.settings = DEFAULT_SETTINGS;
  }

  configure(settings: Readonly<Record<string, unknown>>): void {
    const given = settingsSchema.parse(settings);
    this.settings = {
      omitPagination: given.omitPagination ?? this.settings.omitPagination,
      listDeleted: given.listDeleted ?? this.settings.listDeleted,
      backgroundMs: given.backgroundMs ?? this.settings.backgroundMs,
      failNextProvision: given.failNextProvision ?? this.settings.failNextProvision,
    };
  }
}
