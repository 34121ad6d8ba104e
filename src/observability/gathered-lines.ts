import { pino, type DestinationStream } from 'pino';

/** As pino counts levels. */
const WARN = 40;

/** How long a line may wait for others: nobody reads faster, and a process that is killed loses no more than this. */
const WAIT_MS = 100;
/** Characters; more are not gathered. */
const ENOUGH = 64 * 1024;

/**
 * Writes the lines of a tenth of a second together: one write for each request is a sixth of what a small one costs.
 * A warning, or anything worse, is written at once, with all that came before it.
 */
export class GatheredLines implements DestinationStream {
  /** By which pino knows that it is to tell the level of each line. */
  readonly [pino.symbols.needsMetadataGsym] = true;
  /** Of the line that comes next, see above. */
  lastLevel = 0;
  #lines = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly out: DestinationStream) {}

  write(line: string): void {
    this.#lines += line;
    if (this.lastLevel >= WARN || this.#lines.length >= ENOUGH) this.flush();
    else this.#timer ??= this.#flushingLater();
  }

  /** Also when the process exits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines === '') return;
    const lines = this.#lines;
    this.#lines = '';
    this.out.write(lines);
  }

  #flushingLater(): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.flush();
    }, WAIT_MS);
    // What is left at the end is written at the exit.
    return timer.unref();
  }
}
