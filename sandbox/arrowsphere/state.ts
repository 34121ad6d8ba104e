import { z } from 'zod';
import { closedObject } from '../closed-object.js';
import { seedContacts, seedInvitations } from './contacts.js';
import { seedCustomers } from './customers.js';
import { seedOrders } from './orders.js';
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
});

const DEFAULT_SETTINGS = { omitPagination: false, listDeleted: true };

/** All that ArrowSphere remembers; `reset` seeds it anew. */
export class ArrowSphereState {
  customers = new Map<string, CustomerRow>();
  orders = new Map<string, OrderRow>();
  contacts = new Map<string, ContactRow[]>();
  invitations = new Map<string, InvitationRow>();
  provisions = new Map<string, Map<string, ProvisionRow>>();
  unknownLicenses = new Map<string, UnknownLicenseRow[]>();
  settings = DEFAULT_SETTINGS;

  constructor() {
    this.reset();
  }

  reset(): void {
    const customers = seedCustomers();
    this.customers = new Map(customers.map((row) => [row.Reference, row]));
    this.orders = new Map(seedOrders(customers).map((row) => [row.reference, row]));
    this.contacts = seedContacts(customers);
    this.invitations = new Map(seedInvitations(this.contacts).map((row) => [row.code, row]));
    this.provisions = seedProvisions(customers);
    this.unknownLicenses = seedUnknownLicenses(customers);
    this.settings = DEFAULT_SETTINGS;
  }

  configure(settings: Readonly<Record<string, unknown>>): void {
    const { omitPagination, listDeleted } = settingsSchema.parse(settings);
    this.settings = {
      omitPagination: omitPagination ?? this.settings.omitPagination,
      listDeleted: listDeleted ?? this.settings.listDeleted,
    };
  }
}
