import type { UpstreamName } from '../../../sandbox/index.js';
import type { TestGraph } from '../../support/graph.js';

export type WireRow = Readonly<Record<string, unknown>>;

/** How the rows of one upstream say which of them they are. */
interface Identity {
  readonly upstream: UpstreamName;
  readonly customerId: (row: WireRow) => string;
  readonly orderId: (row: WireRow) => string;
  readonly isDeleted: (row: WireRow) => boolean;
}

const never = () => false;
const lastSegment = (name: unknown) => String(name).split('/').at(-1) ?? '';

/** By source id, in the order of the configuration. */
const IDENTITIES: Readonly<Record<string, Identity>> = {
  arrow: {
    upstream: 'arrowsphere',
    customerId: ({ Reference }) => String(Reference),
    orderId: ({ reference }) => String(reference),
    isDeleted: ({ DeletedAt }) => DeletedAt != null,
  },
  cockpit: {
    upstream: 'cloudcockpit',
    customerId: ({ id }) => String(id),
    orderId: ({ id }) => String(id),
    isDeleted: ({ isDeleted }) => isDeleted === true,
  },
  dkh: {
    upstream: 'dkhardware',
    customerId: ({ customerId }) => String(customerId),
    orderId: ({ orderId }) => String(orderId),
    isDeleted: never,
  },
  ion: {
    upstream: 'ion',
    customerId: ({ name }) => lastSegment(name),
    orderId: ({ name }) => lastSegment(name),
    isDeleted: never,
  },
};

export const SOURCE_IDS = Object.keys(IDENTITIES);

export interface WireThing {
  readonly sourceId: string;
  readonly externalId: string;
  readonly isDeleted: boolean;
  readonly row: WireRow;
}

/** Every customer of the sandbox as it stands on the wire, deleted ones too. */
export function customersOnTheWire(graph: TestGraph): readonly WireThing[] {
  return things(graph, 'customers', ({ customerId }) => customerId);
}

/** Every order of the sandbox as it stands on the wire. */
export function ordersOnTheWire(graph: TestGraph): readonly WireThing[] {
  return things(graph, 'orders', ({ orderId }) => orderId);
}

/** As `rowsOf` writes them. */
export function namesOf(rows: readonly WireThing[]): readonly string[] {
  return rows.map(({ sourceId, externalId }) => `${sourceId} ${externalId}`);
}

function things(
  { sandbox }: TestGraph,
  list: 'customers' | 'orders',
  idBy: (identity: Identity) => (row: WireRow) => string,
): readonly WireThing[] {
  return Object.entries(IDENTITIES).flatMap(([sourceId, identity]) => {
    const rows: readonly unknown[] = sandbox.upstream(identity.upstream).rows[list] ?? [];
    return rows.filter(isRow).map((row) => ({
      sourceId,
      externalId: idBy(identity)(row),
      isDeleted: identity.isDeleted(row),
      row,
    }));
  });
}

function isRow(value: unknown): value is WireRow {
  return typeof value === 'object' && value !== null;
}
