import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import { Line, type Turn } from './line.js';
import { Pause } from './pause.js';
import type { Call, Policy, Send } from './policy.js';
import { RateWindow } from './rate-window.js';
import type { UpstreamAnswer } from './request.js';

export interface LimiterOptions {
  /** Calls under way at once. */
  readonly concurrency: number;
  /** Calls that may wait, see `Line`; one more fails with QUEUE_FULL. */
  readonly queue: number;
  /** Calls in any 60 seconds; 0: no limit. */
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  /** The longest pause that calls wait out. */
  readonly retryAfterCapMs: number;
}

/** The limiter's own numbers, for health and metrics. */
export interface LimiterState {
  readonly running: number;
  readonly waiting: number;
  /** Calls left in the window; null without a limit. */
  readonly remainingReads: number | null;
  readonly remainingWrites: number | null;
  /** How long the upstream still wants to be left alone. */
  readonly pausedForMs: number;
}

interface Ticket extends Turn {
  readonly window: RateWindow;
  /** Places of the window that it must leave to those who need them more. */
  readonly reserved: number;
}

interface Waiter extends Ticket {
  readonly remainingMs: () => number;
  readonly start: () => void;
  readonly refuse: (failure: UpstreamFailure) => void;
}

/** An operation with more calls than this to one source is a big one, such as a scan. */
const BIG = 10;
const KEPT_FROM_BIG = 0.1;
const KEPT_FROM_BACKGROUND = 0.2;

/**
 * When a call to a source may start: bounded in number, within the upstream's budget, never while it pauses.
 * The rest wait in line. Whoever is stopped leaves it; whoever cannot have a turn before the end of its operation
 * is told so at once, as RATE_LIMITED with the time when there would be one.
 */
export class Limiter implements LimiterState {
  readonly #line: Line<Waiter>;
  readonly #pause: Pause;
  readonly #reads: RateWindow;
  readonly #writes: RateWindow;
  #running = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sourceId: string,
    private readonly options: LimiterOptions,
    random: () => number = Math.random,
  ) {
    this.#line = new Line(options.queue);
    this.#pause = new Pause({ capMs: options.retryAfterCapMs, random });
    this.#reads = new RateWindow(options.readsPerMinute);
    this.#writes = new RateWindow(options.writesPerMinute);
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#line.size;
  }

  get remainingReads(): number | null {
    return remaining(this.#reads);
  }

  get remainingWrites(): number | null {
    return remaining(this.#writes);
  }

  get pausedForMs(): number {
    return Math.ceil(this.#pause.remainingMs());
  }

  readonly policy: Policy = (next) => async (call) => {
    if (call.stop.reason !== null) throw call.scope.stopReason(this.sourceId);
    const ticket = this.#ticket(call);
    if (this.#line.size === 0 && this.#mayStart(ticket)) this.#take(ticket);
    else await this.#turn(ticket, call);
    return await this.#send(next, call, ticket);
  };

  /** Waits in line until the call has what it takes; fails where that comes too late or not at all. */
  async #turn(ticket: Ticket, { stop, scope, remainingMs }: Call): Promise<void> {
    const waitMs = this.#waitMs(ticket, 0);
    if (this.#isHopeless(waitMs, remainingMs)) throw this.#rateLimited(waitMs);
    if (this.#line.isFullFor(scope)) throw new UpstreamFailure(UpstreamErrorCode.QUEUE_FULL, this.sourceId);
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        stop.forget(giveUp);
        this.#line.leave(waiter);
      };
      const start = () => {
        leave();
        this.#take(ticket);
        resolve();
      };
      const refuse = (reason: Error) => {
        leave();
        reject(reason);
      };
      const giveUp = () => {
        refuse(scope.stopReason(this.sourceId));
        this.#callUp();
      };
      const waiter: Waiter = { ...ticket, remainingMs, start, refuse };
      stop.listen(giveUp);
      this.#line.join(waiter);
      this.#refuseTheHopeless();
      this.#callUp();
    });
  }

  /** The same operation's calls are numbered, so that its later ones give way to others' first. */
  #ticket({ request, scope }: Call): Ticket {
    const ordinal = scope.nextTurn(this.sourceId);
    const window = request.method === 'GET' ? this.#reads : this.#writes;
    const kept = scope.background ? KEPT_FROM_BACKGROUND : ordinal > BIG ? KEPT_FROM_BIG : 0;
    return { scope, ordinal, window, reserved: Math.floor(window.limit * kept) };
  }

  #mayStart({ window, reserved }: Ticket): boolean {
    return (
      this.#running < this.options.concurrency && window.left() > reserved && this.#pause.remainingMs() === 0
    );
  }

  #take({ window }: Ticket): void {
    this.#running += 1;
    window.take();
  }

  async #send(next: Send, call: Call, { window }: Ticket): Promise<UpstreamAnswer> {
    const { progress } = call;
    const sentBefore = progress.attempts;
    const { round } = this.#pause;
    let answered = true;
    let places = 1;
    const takePlace = () => {
      if (window.left() < 1) throw this.#rateLimited(window.waitMs(1));
      window.take();
      places += 1;
    };
    try {
      const answer = await next({ ...call, takePlace });
      this.#pause.passed(round);
      return answer;
    } catch (error) {
      answered = error instanceof UpstreamFailure && error.upstreamStatus !== null;
      if (error instanceof UpstreamFailure && this.#pause.obey(error, round)) this.#refuseTheHopeless();
      else if (answered) this.#pause.passed(round);
      throw error;
    } finally {
      this.#running -= 1;
      // None where it was refused before it left; two where a refused token was renewed.
      window.settle(progress.attempts - sentBefore, answered, places);
      this.#callUp();
    }
  }

  /** Starts whoever may start now, and sees to it that the others are called when it is their turn. */
  #callUp(): void {
    clearTimeout(this.#timer);
    if (this.#line.size === 0) return;
    const isNext = (waiter: Waiter) => this.#mayStart(waiter);
    while (this.#line.size > 0 && this.#running < this.options.concurrency) {
      const next = this.#line.first(isNext);
      if (next === undefined) {
        this.#wakeUpLater();
        return;
      }
      next.start();
    }
  }

  /** A newcomer that goes before others, or a pause, may have put off their turns. */
  #refuseTheHopeless(): void {
    const isPaused = this.#pause.remainingMs() > 0;
    if (!isPaused && this.#reads.limit === 0 && this.#writes.limit === 0) return;
    const ahead = new Map([
      [this.#reads, 0],
      [this.#writes, 0],
    ]);
    for (const waiter of this.#line.all()) {
      const places = ahead.get(waiter.window) ?? 0;
      const waitMs = this.#waitMs(waiter, places);
      if (this.#isHopeless(waitMs, waiter.remainingMs)) waiter.refuse(this.#rateLimited(waitMs));
      else ahead.set(waiter.window, places + 1);
    }
  }

  /** How long pause and window alone keep it back, with so many others before it. */
  #waitMs({ window, reserved }: Ticket, ahead: number): number {
    return Math.max(this.#pause.remainingMs(), window.waitMs(ahead + reserved + 1));
  }

  #isHopeless(waitMs: number, remainingMs: () => number): boolean {
    return this.#pause.isTooLong() || (waitMs > 0 && waitMs >= remainingMs());
  }

  #rateLimited(waitMs: number): UpstreamFailure {
    const retryAfterMs = Math.ceil(waitMs);
    return new UpstreamFailure(UpstreamErrorCode.RATE_LIMITED, this.sourceId, { retryAfterMs });
  }

  /** The end of a call calls up by itself; a timer is for what time alone makes possible. */
  #wakeUpLater(): void {
    const waits = [this.#reads, this.#writes].map((window) => {
      const first = this.#line.first((waiter) => waiter.window === window);
      return first === undefined ? Infinity : this.#waitMs(first, 0);
    });
    this.#timer = setTimeout(
      () => {
        this.#callUp();
      },
      Math.ceil(Math.min(...waits)),
    );
  }
}

function remaining(window: RateWindow): number | null {
  return window.limit === 0 ? null : Math.max(0, window.left());
}
