import { cpus, loadavg, totalmem } from 'node:os';
import type { Contender } from '../contenders/contender.js';
import type { Options, Settings } from '../options.js';
import { fixed, megabytes } from './table.js';

/** What the numbers are worth: when, where, of what, how. */
export function head(
  contenders: readonly Contender[],
  { quick }: Options,
  { alone, crowded }: Settings,
): string {
  const [cpu] = cpus();
  return [
    '# Speed',
    `Written by \`npm run bench\`${quick ? ' `-- --quick`: a first look, with few and short rounds' : ''} on ${new Date().toISOString().slice(0, 10)}.`,
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${megabytes(totalmem())} MB; load average ${fixed(loadavg()[0] ?? Number.NaN, 1)} when it began.`,
    [
      'CPU is user and system time of the whole server process for one request, the median of the rounds with the least and the most of them; memory is what the process held at the end of them.',
      'The upstream is a process of its own on the same machine that answers from memory, and its CPU is nobody’s; so is the load generator’s.',
      `Costs: one request at a time, ${alone.rounds} rounds of ${alone.roundMs} ms after a warm-up of 1,000 requests, 4,000 of the small ones, ${alone.warmUpShare === 1 ? '' : `a share of ${fixed(alone.warmUpShare)} of that, `}or ${alone.warmUpMs / 1000} s, the contenders in turn within each round. Under latency: ${crowded.concurrency} requests at once, ${crowded.rounds} rounds of ${crowded.roundMs} ms.`,
      'This project writes its log: a line for each request, to a pipe. The others write none. Node is started with the same flags for this project and for the limits.',
      'Before anything is timed, `data` and `errors` of every answer are compared with those of the limit.',
    ].join('\n'),
    contenders.map(line).join('\n'),
  ].join('\n\n');
}

function line(contender: Contender): string {
  const missing = contender.missing();
  const what = `- **${contender.name}**: ${contender.description}`;
  if (missing !== null) return `${what}. Left out: ${missing}.`;
  const cannot = Object.entries(contender.impossible ?? {}).map(([name, why]) => ` No \`${name}\`: ${why}.`);
  return `${what} (${contender.versions()}).${cannot.join('')}`;
}
