import type { GraphQLResolveInfo } from 'graphql';
import type { ListPage } from '../datasources/list-page.js';
import type { PageInfo } from '../types/connections.js';
import type { SourceResult } from '../types/source.js';
import type { GraphContext } from './context.js';
import { toSource, toUpstreamError } from './source-view.js';

class Edge<Row> {
  constructor(
    private readonly page: ListPage<Row>,
    private readonly index: number,
    readonly node: Row,
  ) {}

  get cursor(): string {
    return this.page.cursorAfter(this.index);
  }
}

class PageInfoOf implements PageInfo {
  constructor(private readonly page: ListPage<unknown>) {}

  get hasNextPage(): boolean {
    return this.page.hasNextPage;
  }

  get hasPreviousPage(): boolean {
    return this.page.hasPreviousPage;
  }

  get startCursor(): string | null {
    const { page } = this;
    return page.rows.length === 0 ? page.endCursor : page.cursorAfter(0);
  }

  get endCursor(): string | null {
    return this.page.endCursor;
  }
}

/** A list page as its connection type shows it; edges, cursors and outcomes are made only when asked for. */
export class Connection<Row> {
  constructor(private readonly page: ListPage<Row>) {}

  get nodes(): readonly Row[] {
    return this.page.rows;
  }

  get edges(): readonly Edge<Row>[] {
    return this.page.rows.map((node, index) => new Edge(this.page, index, node));
  }

  get pageInfo(): PageInfo {
    return new PageInfoOf(this.page);
  }

  get totalCount(): number | null {
    return this.page.totalCount;
  }

  get sources(): readonly SourceResult[] {
    return this.page.sources.map(({ datasource, status, totalCount, fetchedAt, error }) => ({
      source: toSource(datasource),
      status,
      totalCount,
      fetchedAt,
      error: error === null ? null : toUpstreamError(error),
    }));
  }
}

/** The connection for a page; what its sources did not answer is reported one way or the other. */
export function toConnection<Row>(page: ListPage<Row>, context: GraphContext, info: GraphQLResolveInfo) {
  const connection = new Connection(page);
  const failures = page.sources.flatMap(({ mustBeTold, error }) =>
    mustBeTold && error !== null ? [error] : [],
  );
  context.listReports.note(connection, failures, info);
  return connection;
}
