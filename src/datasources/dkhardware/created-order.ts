import type { PageRequest } from '../source.js';
import { MAX_LIMIT, type Listed, type ListWindow } from './client.js';
import { rowsFollow } from './list-end.js';
import type { Slice } from './slice.js';

/**
 * A walk in the order of creation, oldest first. New rows join at the end and none ever moves,
 * so that plain offsets find every row exactly once. Positions: `c:<rows passed>`.
 */
export async function createdSlice<Row>(
  read: (window: ListWindow) => Promise<Listed<Row>>,
  request: PageRequest,
): Promise<Slice<Row>> {
  const offset = request.position === null ? 0 : passedRows(request.position);
  // One row more than wanted tells whether any follow.
  const limit = Math.min(request.size + 1, MAX_LIMIT);
  const window = { from: null, offset, limit };
  const listed = await read(window);
  const rows = listed.rows.slice(0, request.size);
  const follows = listed.rows.length > rows.length || (await rowsFollow(read, window, listed));
  return {
    rows,
    positionAfter: (index) => `c:${offset + index + 1}`,
    next: follows ? `c:${offset + rows.length}` : null,
    totalCount: null, // the upstream never tells (DK 0.1)
    fetchedAt: listed.fetchedAt,
  };
}

function passedRows(position: string): number {
  const [, passed] = /^c:(\d+)$/.exec(position) ?? [];
  if (passed === undefined) throw new RangeError('Not a position in the order of creation.');
  return Number(passed);
}
