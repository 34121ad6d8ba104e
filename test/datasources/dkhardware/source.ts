import { dkhardware } from '../../../src/datasources/dkhardware/index.js';
import type { CustomerCriteria, Datasource, Page, PageRequest } from '../../../src/datasources/source.js';
import { OperationScope } from '../../../src/upstream/scope.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import type { SampleRoute } from '../../support/sample-upstream.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';

export const TOKEN: SampleRoute = { on: 'POST /token', file: 'dk.token.response.json' };

export const NO_CRITERIA: CustomerCriteria = {
  search: null,
  email: null,
  countryCode: null,
  updatedSince: null,
  includeDeleted: false,
};

export const NO_ORDER_CRITERIA = { customerIds: null, status: null, createdSince: null };

export interface SourceOptions {
  readonly scope?: string;
  readonly timeZone?: string;
  readonly apiRevision?: string;
  /** Null: not configured. */
  readonly requestContext?: object | null;
}

const CONTEXT = { userId: '37', userName: 'Partner Graph', initiatedFrom: 'partner-graph' };

/** The real datasource, configured as the file would configure it, over real HTTP. */
export function openSource(
  url: string,
  { scope = 'customers orders', timeZone = 'UTC', apiRevision, requestContext = CONTEXT }: SourceOptions = {},
): Datasource {
  const configured = dkhardware.schema.parse({
    id: 'dkh',
    provider: 'dkhardware',
    baseUrl: url,
    timeZone,
    transport: PLAIN_TRANSPORT,
    credentials: { tokenUrl: `${url}/token`, clientId: 'partner', clientSecret: 's3cret', scope },
    apiRevision,
    requestContext: requestContext ?? undefined,
    webhookSecret: 'hook',
  });
  return configured.open({
    refreshTokens: memoryRefreshTokens(),
    observe: () => undefined,
  });
}

export async function inScope<Result>(work: (scope: OperationScope) => Promise<Result>): Promise<Result> {
  const scope = new OperationScope('test', 10_000);
  try {
    return await work(scope);
  } finally {
    scope.end();
  }
}

/** Walks a list to its end, each page in an operation of its own, and calls `between` after each. */
export async function walk<Row>(
  read: (request: PageRequest, scope: OperationScope) => Promise<Page<Row>>,
  sizes: readonly number[],
  between: (page: Page<Row>) => void = () => undefined,
): Promise<Row[]> {
  const rows: Row[] = [];
  let position: string | null = null;
  for (let turn = 0; turn < 10_000; turn += 1) {
    const request: PageRequest = { position, size: sizes[turn % sizes.length] ?? 1 };
    const page: Page<Row> = await inScope((scope) => read(request, scope));
    rows.push(...page.rows);
    between(page);
    if (page.next === null) return rows;
    position = page.next;
  }
  throw new Error('The walk does not end.');
}
