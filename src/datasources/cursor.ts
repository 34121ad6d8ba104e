import { createHmac, timingSafeEqual } from 'node:crypto';
import { BadUserInput } from '../errors.js';

/** Where a walk through several sources stands. */
export interface WalkState {
  /** The source whose turn it is to give the next row; null at the start. */
  readonly turn: string | null;
  /** By source id; a source that is not in it has not begun. */
  readonly lanes: Readonly<Record<string, LaneState>>;
}

export interface LaneState {
  /** Where the source goes on; null once it has no more rows. */
  readonly position: string | null;
  /** The total that the source told last, kept for pages on which it is not asked. */
  readonly totalCount: number | null;
}

/** Where a source stands in a walk; a source may be named like what every object has, such as `constructor`. */
export function laneOf({ lanes }: WalkState, sourceId: string): LaneState | undefined {
  return Object.hasOwn(lanes, sourceId) ? lanes[sourceId] : undefined;
}

const MAC_BYTES = 16;

/**
 * Cursors: `base64url(mac + JSON)`.
 *
 * The mac covers the positions and what list they belong to, so that a cursor that was changed,
 * or is used with another filter, is refused before any upstream is asked.
 */
export class CursorCodec {
  constructor(private readonly secret: string) {}

  /** `list` names the list and its filter; the same text must be given to `decode`. */
  encode(list: string, state: WalkState): string {
    const lanes = Object.entries(state.lanes).map(([id, lane]) => [id, lane.position, lane.totalCount]);
    const payload = Buffer.from(JSON.stringify([state.turn, lanes]));
    return Buffer.concat([this.#mac(list, payload), payload]).toString('base64url');
  }

  /** Throws BAD_USER_INPUT naming `argument` for anything but a cursor of this list. */
  decode(list: string, cursor: string, argument: string): WalkState {
    const bytes = Buffer.from(cursor, 'base64url');
    const mac = bytes.subarray(0, MAC_BYTES);
    const payload = bytes.subarray(MAC_BYTES);
    const isOurs = mac.length === MAC_BYTES && timingSafeEqual(mac, this.#mac(list, payload));
    if (!isOurs || bytes.toString('base64url') !== cursor) {
      throw new BadUserInput(
        argument,
        'is not a cursor of this list with this filter; use an endCursor it gave.',
      );
    }
    return parse(payload.toString('utf8'));
  }

  #mac(list: string, payload: Buffer): Buffer {
    return createHmac('sha256', this.secret)
      .update(list)
      .update('\0')
      .update(payload)
      .digest()
      .subarray(0, MAC_BYTES);
  }
}

type Payload = readonly [
  turn: string | null,
  lanes: readonly (readonly [string, string | null, number | null])[],
];

/** The mac has vouched for the shape. */
function parse(text: string): WalkState {
  const [turn, lanes] = JSON.parse(text) as Payload;
  return {
    turn,
    lanes: Object.fromEntries(lanes.map(([id, position, totalCount]) => [id, { position, totalCount }])),
  };
}
