import { CursorCodec, type WalkState } from '../../../src/datasources/cursor.js';
import { Lane } from '../../../src/datasources/lane.js';
import { dealPage, type MergedPage } from '../../../src/datasources/merged-list.js';
import type { Page, PageRequest } from '../../../src/datasources/source.js';
import { OperationScope } from '../../../src/upstream/scope.js';
import type { ScriptedRow, ScriptedSource } from './scripted-source.js';

const cursors = new CursorCodec('only a test needs to know this secret');
const LIST = 'a list';
export const START: WalkState = { turn: null, lanes: {} };

type Read = (request: PageRequest) => Promise<Page<ScriptedRow>>;

export interface WalkOptions {
  readonly sources: readonly ScriptedSource[];
  /** `first` of each page in turn. */
  readonly sizes: readonly number[];
  readonly selective?: boolean;
  readonly maxPages?: number;
  /** Comes between the list and a source, e.g. to delay its answers. */
  readonly through?: (read: Read) => Read;
}

export interface WalkedPage extends MergedPage<ScriptedRow> {
  readonly first: number;
  /** Calls of each source for this page. */
  readonly calls: ReadonlyMap<string, number>;
}

/** One page; what a client would hold between two pages is written as a cursor and read again. */
export async function readPage(options: WalkOptions, from: WalkState, first: number): Promise<WalkedPage> {
  const { sources, selective = false, maxPages = 1_000, through = (read: Read) => read } = options;
  const state = cursors.decode(LIST, cursors.encode(LIST, from), 'after');
  const before = sources.map(({ requests }) => requests.length);
  const lanes = sources.map((source) => {
    const isFiltered = source.script.rows.includes(false);
    return new Lane<ScriptedRow>({
      sourceId: source.id,
      maxPageSize: source.script.maxPageSize,
      read: through((request) => source.read(request)),
      accepts: isFiltered ? source.accepts : undefined,
      selective: isFiltered && selective,
      state: state.lanes[source.id],
      maxPages,
    });
  });
  const scope = new OperationScope('test', 60_000);
  try {
    const page = await dealPage(lanes, state.turn, first, scope);
    const calls = new Map(
      sources.map(({ id, requests }, index) => [id, requests.length - (before[index] ?? 0)]),
    );
    return { ...page, first, calls };
  } finally {
    scope.end();
  }
}

/** Every page from a state to the end. */
export async function walk(options: WalkOptions, from: WalkState = START): Promise<readonly WalkedPage[]> {
  const { sizes } = options;
  const pages: WalkedPage[] = [];
  let state = from;
  for (let turn = 0; turn < 2_000; turn += 1) {
    const page = await readPage(options, state, sizes[turn % sizes.length] ?? 1);
    pages.push(page);
    if (!page.hasNextPage) return pages;
    state = page.endState;
  }
  throw new Error('The walk does not end.');
}

export function rowsOf(pages: readonly WalkedPage[]): readonly ScriptedRow[] {
  return pages.flatMap(({ rows }) => rows);
}
