import type { Contender } from './contender.js';
import { limit, limitBulk } from './limit.js';
import { partnerGraph, partnerGraphWarm } from './partner-graph.js';
import { apollo, mercurius, mesh, tailcall } from './peers.js';

/** The first is what the others are compared with, their answers too. */
export const CONTENDERS: readonly Contender[] = [
  ...[limit, limitBulk, partnerGraph, partnerGraphWarm],
  ...[mercurius, apollo, mesh, tailcall],
];
