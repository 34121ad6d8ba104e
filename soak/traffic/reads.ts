import { encodeNodeId } from '../../src/ids.js';
import type { Answer } from '../client.js';
import { CUSTOMER, ORDER, type Row } from '../rows.js';
import { someSource, type Caller } from './caller.js';

/** A page of a list, of some sources or of all. */
export async function readPage(caller: Caller): Promise<void> {
  const { random } = caller;
  const sourceIds = random.chance(0.15) ? null : [someSource(random)];
  const first = random.pick([10, 25]);
  if (random.chance(0.6)) {
    await caller.ask(
      'customer list',
      `query ($first: Int, $filter: CustomerFilter) { customers(first: $first, filter: $filter) {
        nodes { ${CUSTOMER} email addresses { city } primaryContact { email } } totalCount } }`,
      { first, filter: { sourceIds } },
    );
    return;
  }
  await caller.ask(
    'order list',
    `query ($first: Int, $filter: OrderFilter) { orders(first: $first, filter: $filter) {
      nodes { ${ORDER} customer { ${CUSTOMER} } products { sku } } sources { status } } }`,
    { first: 10, filter: { sourceIds } },
  );
}

interface Asked {
  readonly __typename: 'Customer' | 'Order';
  readonly sourceId: string;
  readonly externalId: string;
}

/** Rows by their ids, in one of the ways there are. */
export async function readByIds(caller: Caller): Promise<void> {
  const { random } = caller;
  await random.pick([oneById, oneByExternalId, nodes, entities])(caller);
}

const FRAGMENTS = `__typename ... on Customer { ${CUSTOMER} } ... on Order { ${ORDER} }`;

async function oneById(caller: Caller): Promise<void> {
  const asked = someone(caller, 'Customer');
  const answer = await caller.ask<{ readonly customer: Row | null }>(
    'by id',
    `query ($id: ID!) { customer(id: $id) { ${CUSTOMER} contacts { email } orders(first: 5) { nodes { ${ORDER} } } } }`,
    { id: idOf(asked) },
  );
  if (answer !== null) expectRow(caller, 'by id', asked, answer, ['customer']);
}

async function oneByExternalId(caller: Caller): Promise<void> {
  const asked = someone(caller, 'Customer');
  const { sourceId, externalId } = asked;
  const answer = await caller.ask(
    'by external id',
    `query ($sourceId: ID!, $externalId: String!) {
      customerByExternalId(sourceId: $sourceId, externalId: $externalId) { ${CUSTOMER} } }`,
    { sourceId, externalId },
  );
  if (answer !== null) expectRow(caller, 'by external id', asked, answer, ['customerByExternalId']);
}

async function nodes(caller: Caller): Promise<void> {
  const asked = several(caller);
  const answer = await caller.ask('nodes', `query ($ids: [ID!]!) { nodes(ids: $ids) { ${FRAGMENTS} } }`, {
    ids: asked.map(idOf),
  });
  if (answer === null) return;
  for (const [index, one] of asked.entries()) expectRow(caller, 'nodes', one, answer, ['nodes', index]);
}

async function entities(caller: Caller): Promise<void> {
  const asked = several(caller);
  const answer = await caller.ask(
    'entities',
    `query ($of: [_Any!]!) { _entities(representations: $of) { ${FRAGMENTS} } }`,
    { of: asked },
  );
  if (answer === null) return;
  for (const [index, one] of asked.entries())
    expectRow(caller, 'entities', one, answer, ['_entities', index]);
}

function several(caller: Caller): readonly Asked[] {
  return Array.from({ length: caller.random.int(1, 15) }, () =>
    someone(caller, caller.random.chance(0.7) ? 'Customer' : 'Order'),
  );
}

/** Of a source at random; one in ten does not exist. */
function someone({ random, truth }: Caller, __typename: Asked['__typename']): Asked {
  const kind = __typename === 'Customer' ? 'customers' : 'orders';
  // CloudCockpit has no way to one order.
  const sourceId = kind === 'customers' ? someSource(random) : random.pick(['arrow', 'ion']);
  const externalId = random.chance(0.1) ? ABSENT[sourceId] : random.pick(truth.everyId(kind, sourceId));
  return { __typename, sourceId, externalId: externalId ?? '' };
}

const ABSENT: Readonly<Record<string, string>> = {
  arrow: 'XSP100000999',
  cockpit: 'ffffffff-0000-4000-8000-ffffffffffff',
  dkh: '99999999',
  ion: '99999999',
};

function idOf({ __typename, sourceId, externalId }: Asked): string {
  return encodeNodeId(__typename === 'Customer' ? 'customer' : 'order', sourceId, externalId);
}

/** The row that was asked for, or an error in its place; none only where there is none. */
function expectRow(
  caller: Caller,
  kind: string,
  { __typename, sourceId, externalId }: Asked,
  { data, errors }: Answer<unknown>,
  path: readonly (string | number)[],
): void {
  const row = path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : null),
    data,
  );
  const name = `${__typename} ${sourceId} ${externalId}`;
  if (typeof row === 'object' && row !== null) {
    if (Reflect.get(row, 'externalId') !== externalId)
      caller.wrong(kind, `${name} is answered with another row`);
    return;
  }
  const isFailed = errors.some((error) =>
    path.join().startsWith((error.path ?? []).slice(0, path.length).join()),
  );
  if (!isFailed && externalId !== ABSENT[sourceId])
    caller.wrong(kind, `${name} exists and is answered with null`);
}
