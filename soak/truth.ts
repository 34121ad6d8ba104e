import type { Sandbox, UpstreamName } from '../sandbox/index.js';

type Row = Readonly<Record<string, unknown>>;
export type Kind = 'customers' | 'orders';

/** How the rows of one upstream say which they are, and what is compared of them. */
interface Reading {
  readonly upstream: UpstreamName;
  readonly customerId: (row: Row) => string;
  readonly company: (row: Row) => unknown;
  readonly isDeleted: (row: Row) => boolean;
  readonly orderId: (row: Row) => string;
  readonly orderStatus: (row: Row) => unknown;
  /** Whether there is a list of all orders. */
  readonly listsOrders: boolean;
}

const lastSegment = (name: unknown) => String(name).split('/').at(-1) ?? '';
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** By source id. */
const READINGS: Readonly<Record<string, Reading>> = {
  arrow: {
    upstream: 'arrowsphere',
    customerId: ({ Reference }) => String(Reference),
    company: ({ CompanyName }) => CompanyName,
    isDeleted: ({ DeletedAt }) => DeletedAt != null,
    orderId: ({ reference }) => String(reference),
    orderStatus: ({ status }) => status,
    listsOrders: true,
  },
  cockpit: {
    upstream: 'cloudcockpit',
    customerId: ({ id }) => String(id),
    company: ({ companyName }) => companyName,
    isDeleted: ({ isDeleted }) => isDeleted === true,
    orderId: ({ id }) => String(id),
    orderStatus: ({ status }) => member(status, 'name'),
    listsOrders: false,
  },
  dkh: {
    upstream: 'dkhardware',
    customerId: ({ customerId }) => String(customerId),
    company: ({ company }) => company,
    isDeleted: () => false,
    orderId: ({ orderId }) => String(orderId),
    orderStatus: ({ status }) => status,
    listsOrders: true,
  },
  ion: {
    upstream: 'ion',
    customerId: ({ name }) => lastSegment(name),
    company: ({ customerOrganization }) => customerOrganization,
    isDeleted: () => false,
    orderId: ({ name }) => lastSegment(name),
    orderStatus: ({ status }) => status,
    listsOrders: true,
  },
};

export const SOURCES = Object.keys(READINGS);

export const UPSTREAMS: Readonly<Record<string, UpstreamName>> = Object.fromEntries(
  Object.entries(READINGS).map(([sourceId, { upstream }]) => [sourceId, upstream]),
);

/** What was true of a row from one moment until another, both milliseconds since 1970. */
interface Version {
  readonly company: string | null;
  readonly from: number;
  until: number;
}

export interface RowSeen {
  readonly sourceId: string;
  readonly externalId: string;
  readonly companyName?: string | null;
  readonly upstreamStatus?: string;
}

/** What the sandbox holds, read behind every fault's back, and what the soak itself has changed of it. */
export class Truth {
  readonly #sandbox: Sandbox;
  /** By `sourceId externalId`: only of rows that the soak writes to. */
  readonly #histories = new Map<string, Version[]>();

  /** Orders that are there from the start keep their status; newer ones get on by themselves. */
  readonly #settled: ReadonlySet<string>;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.#settled = new Set(
      SOURCES.flatMap((sourceId) =>
        this.#rows('orders', sourceId).map((row) => `${sourceId} ${readingOf(sourceId).orderId(row)}`),
      ),
    );
  }

  /** The ids that a list of everything must show. */
  ids(kind: Kind, sourceId: string): ReadonlySet<string> {
    const reading = readingOf(sourceId);
    if (kind === 'customers')
      return new Set(
        this.#rows(kind, sourceId)
          .filter((row) => !reading.isDeleted(row))
          .map(reading.customerId),
      );
    return new Set(reading.listsOrders ? this.#rows(kind, sourceId).map(reading.orderId) : []);
  }

  /** Every customer or order by id, also those that no list shows. */
  everyId(kind: Kind, sourceId: string): readonly string[] {
    const { customerId, orderId } = readingOf(sourceId);
    return this.#rows(kind, sourceId).map(kind === 'customers' ? customerId : orderId);
  }

  /** Rows that carry this text as their company. */
  countOf(sourceId: string, company: string): number {
    const reading = readingOf(sourceId);
    return this.#rows('customers', sourceId).filter((row) => reading.company(row) === company).length;
  }

  /** A write is about to be sent that gives this customer another company. */
  changing({ sourceId, externalId }: RowSeen, company: string): void {
    const name = `${sourceId} ${externalId}`;
    const history = this.#histories.get(name) ?? [
      { company: this.#company(sourceId, externalId), from: 0, until: Infinity },
    ];
    history.push({ company, from: Date.now(), until: Infinity });
    this.#histories.set(name, history);
  }

  /** The write is known to be done: nothing older may be told any more. */
  changed({ sourceId, externalId }: RowSeen, answeredAt: number): void {
    const history = this.#histories.get(`${sourceId} ${externalId}`) ?? [];
    for (const version of history.slice(0, -1)) version.until = Math.min(version.until, answeredAt);
  }

  /** Whether the soak renamed a row of it since then, or so shortly before that it may have been carried out since. */
  wasRenamed(sourceId: string, since: number): boolean {
    return [...this.#histories].some(
      ([name, versions]) =>
        name.startsWith(`${sourceId} `) &&
        versions.some(({ from, until }) => from > since - 5_000 || (until < Infinity && until >= since)),
    );
  }

  /** Why this is not what the upstream had at any moment between the two; undefined where it is. */
  problemOf(kind: Kind, seen: RowSeen, [from, until]: readonly [number, number]): string | undefined {
    const { sourceId, externalId } = seen;
    const name = `${sourceId} ${externalId}`;
    const row = this.#find(kind, sourceId, externalId);
    if (row === undefined) return `${name} is not there`;
    if (seen.upstreamStatus !== undefined && this.#settled.has(name)) {
      const status = readingOf(sourceId).orderStatus(row);
      return seen.upstreamStatus === status
        ? undefined
        : `${name} has the status ${String(status)}, not ${seen.upstreamStatus}`;
    }
    if (seen.companyName === undefined) return undefined;
    const possible = (this.#histories.get(name) ?? [])
      .filter((version) => version.from <= until && version.until >= from)
      .map(({ company }) => company);
    if (possible.length === 0) possible.push(this.#company(sourceId, externalId));
    if (possible.includes(seen.companyName)) return undefined;
    return `${name} is called ${possible.join(' or ')}, not ${String(seen.companyName)}`;
  }

  #company(sourceId: string, externalId: string): string | null {
    const row = this.#find('customers', sourceId, externalId);
    const company = row === undefined ? null : readingOf(sourceId).company(row);
    return typeof company === 'string' && company.trim() !== '' ? company : null;
  }

  #find(kind: Kind, sourceId: string, externalId: string): Row | undefined {
    const { customerId, orderId } = readingOf(sourceId);
    const idOf = kind === 'customers' ? customerId : orderId;
    return this.#rows(kind, sourceId).find((row) => idOf(row) === externalId);
  }

  #rows(kind: Kind, sourceId: string): readonly Row[] {
    const rows: readonly unknown[] = this.#sandbox.upstream(readingOf(sourceId).upstream).rows[kind] ?? [];
    return rows.filter(isRow);
  }
}

function readingOf(sourceId: string): Reading {
  const reading = READINGS[sourceId];
  if (reading === undefined) throw new Error(`the soak knows no source ${sourceId}`);
  return reading;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}
