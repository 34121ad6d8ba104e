import { UpstreamFailure } from '../errors.js';
import { safeText, safeWord } from './safe-text.js';

/** An error as the log tells it. */
export interface SafeError {
  readonly type: string;
  readonly code?: string | undefined;
  /** Only of errors whose messages are our own words; a parser's, for one, quotes what it could not read. */
  readonly message?: string | undefined;
  readonly sourceId?: string;
  readonly upstreamStatus?: number | null;
  readonly correlationId?: string | undefined;
  /** Where it came from: `function (file:line:column)`. */
  readonly frames: readonly string[];
  /** The classes and codes of what caused it, from the nearest to the first. */
  readonly causes?: readonly string[];
}

const MAX_FRAMES = 12;
const MAX_CAUSES = 5;

/** `    at load (file:///app/dist/src/app.js:10:5)`; whatever else stands in a stack may be a message. */
const FRAME =
  /^ {4}at (?:async )?((?:new )?[\w$.<>#[\] ]{1,120} \()?((?:file:|node:|\/)[^\s()]{1,300}:\d+:\d+)\)?$/;

/** What may be told of anything that was thrown. Messages, causes and members stay where they are. */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, frames: [] };
  const causes = causesOf(error);
  return {
    type: classOf(error),
    code: codeOf(error),
    ...(error instanceof UpstreamFailure ? ofUpstream(error) : undefined),
    frames: framesOf(error),
    ...(causes.length > 0 ? { causes } : undefined),
  };
}

function ofUpstream({ message, sourceId, upstreamStatus, correlationId }: UpstreamFailure) {
  return { message, sourceId, upstreamStatus, correlationId: safeText(correlationId, 128) };
}

function classOf(error: Error): string {
  return safeWord(error.constructor.name) ?? 'Error';
}

function codeOf(error: Error): string | undefined {
  return 'code' in error ? safeWord(error.code) : undefined;
}

function causesOf(error: Error): readonly string[] {
  const causes: string[] = [];
  let { cause } = error;
  while (cause instanceof Error && causes.length < MAX_CAUSES) {
    causes.push([classOf(cause), codeOf(cause)].filter((word) => word !== undefined).join(' '));
    cause = cause.cause;
  }
  return causes;
}

function framesOf({ stack = '', message }: Error): readonly string[] {
  // A message may look like a frame.
  const begin = message === '' ? 0 : stack.lastIndexOf(message) + message.length;
  return stack
    .slice(Math.max(0, begin))
    .split('\n')
    .flatMap((line) => {
      const [, name = '', place] = FRAME.exec(line) ?? [];
      return place === undefined ? [] : [name === '' ? place : `${name}${place})`];
    })
    .slice(0, MAX_FRAMES);
}
