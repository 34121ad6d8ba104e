import { pino, type Bindings, type DestinationStream, type Logger, type LogFn } from 'pino';
import { GatheredLines } from './gathered-lines.js';
import { allowedFields } from './log-fields.js';

export type Log = Logger;

export interface LogOptions {
  readonly level: string;
  readonly stream: DestinationStream;
}

/** What errors are called that come with nothing but words of their own. */
const UNNAMED = 'an error';

/**
 * One line of JSON for each event: time, level, what happened, and those members that `log-fields.ts` allows.
 * Fastify writes to it as well, so that the rules hold for whatever is given to it, not for those who know them.
 */
export function createLog(options: LogOptions | undefined): Log {
  if (options === undefined) return pino({ level: 'silent' });
  const log = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }), log: allowedFields },
      // They are safe by then; pino's own would take them for errors and look for a stack.
      serializers: { err: (told: unknown) => told },
      hooks: { logMethod: withoutWordsOfErrors },
    },
    options.stream,
  );
  // What every line of a child repeats goes past the formatters.
  const { child } = log;
  log.child = function (this: Logger, bindings: Bindings, settings) {
    return child.call(this, allowedFields(bindings), settings);
  } as typeof child;
  return log;
}

/** The process's own standard error; standard output is for people. */
export function standardError(): DestinationStream {
  const lines = new GatheredLines(pino.destination({ fd: 2, sync: true }));
  process.on('exit', () => {
    lines.flush();
  });
  return lines;
}

/** An error's message may hold anything, and some who log an error repeat its message beside it. */
function withoutWordsOfErrors(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [fields, message] = args as readonly unknown[];
  if (fields instanceof Error) {
    method.call(this, { err: fields }, UNNAMED);
    return;
  }
  if (typeof fields === 'string') {
    method.call(this, fields);
    return;
  }
  const err = typeof fields === 'object' && fields !== null && 'err' in fields ? fields.err : undefined;
  const isTheirs = typeof message !== 'string' || (err instanceof Error && message.includes(err.message));
  method.call(this, fields, isTheirs ? UNNAMED : message);
}
