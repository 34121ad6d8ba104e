import type { Listed, ListWindow } from './client.js';

/**
 * Whether rows follow an answer. Nothing tells how many there are (DK 0.1), and a page short of its limit need not be
 * the last: an upstream, or a proxy before it, may give fewer rows than were asked for.
 * It is the last where another answer of this operation had more rows, or where nothing stands behind it.
 */
export async function rowsFollow<Row>(
  read: (window: ListWindow) => Promise<Listed<Row>>,
  window: ListWindow,
  { rows, mostRows }: Listed<Row>,
): Promise<boolean> {
  if (rows.length >= window.limit) return true;
  if (rows.length === 0 || rows.length < mostRows) return false;
  // The same limit makes it the very call with which a scan goes on.
  const behind = await read({ ...window, offset: window.offset + rows.length });
  return behind.rows.length > 0;
}
