import { readMany, type ListSize } from '../../../src/datasources/batch.js';
import { offsetOf, offsetPage } from '../../../src/datasources/paging.js';
import type { Answer, Lookup, Scan } from '../../../src/datasources/source.js';
import { UpstreamErrorCode, UpstreamFailure } from '../../../src/errors.js';
import { OperationScope } from '../../../src/upstream/scope.js';

export interface Row {
  readonly externalId: string;
}

export interface ShelfOptions {
  /** Ids in the order of the list; some may stand there twice. */
  readonly listed: readonly string[];
  /** Ids that can be read, but stand in no list. */
  readonly unlisted?: readonly string[];
  readonly pageSize?: number;
  readonly complete?: boolean;
  readonly tellsTotal?: boolean;
  /** Replaces the answer of a page, counted from 0. */
  readonly failsAtPage?: number;
  /** The id whose point read fails. */
  readonly failsAt?: string;
  readonly size?: ListSize;
}

const DOWN = new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, 'src');

/** An operation that is over, so that it keeps no timer: shelves answer all the same. */
export const scope = new OperationScope('test', 0);
scope.end();

/** A list as an upstream would have it, which notes what it is asked. */
export function shelf(options: ShelfOptions) {
  const { listed, unlisted = [], pageSize = 2, complete = true, tellsTotal = false } = options;
  const size = options.size ?? { rows: null };
  const calls: string[] = [];
  const scan: Scan<Row> = {
    pageSize,
    complete,
    page(position) {
      const offset = offsetOf(position);
      calls.push(`page ${offset / pageSize}`);
      if (offset / pageSize === options.failsAtPage) return Promise.reject(DOWN);
      const rows = listed.slice(offset, offset + pageSize).map((externalId) => ({ externalId }));
      const hasNext = offset + rows.length < listed.length;
      const totalCount = tellsTotal ? listed.length : null;
      return Promise.resolve(offsetPage({ rows, offset, hasNext, totalCount, fetchedAt: '' }));
    },
  };
  const lookup: Lookup<Row> = {
    get(externalId) {
      calls.push(`get ${externalId}`);
      if (externalId === options.failsAt) return Promise.reject(DOWN);
      const isThere = listed.includes(externalId) || unlisted.includes(externalId);
      return Promise.resolve(isThere ? { externalId } : null);
    },
    scan,
  };
  const find = async (...ids: readonly string[]) =>
    told(await readMany({ sourceId: 'src', lookup, size }, ids, scope));
  /** Where so many other ids were read one by one of late. */
  const findAmong = async (demand: number, ...ids: readonly string[]) =>
    told(await readMany({ sourceId: 'src', lookup, size, demand }, ids, scope));
  return { lookup, calls, size, find, findAmong };
}

/** Answers by id, each in one word: the row's own id, none, or the code of its failure. */
export function told(answers: ReadonlyMap<string, Answer<Row>>): Record<string, string> {
  const word = (answer: Answer<Row>) => {
    if (answer === null) return 'none';
    return answer instanceof UpstreamFailure ? answer.code : answer.externalId;
  };
  return Object.fromEntries([...answers].map(([id, answer]) => [id, word(answer)]));
}
