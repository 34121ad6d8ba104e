const READS_PER_MINUTE = 200;
const WRITES_PER_MINUTE = 100;
const MINUTE_MS = 60_000;

interface RateSettings {
  /** GETs in a window; 0 means no limit. */
  readonly readsPerMinute: number;
  /** POSTs in a window; 0 means no limit. */
  readonly writesPerMinute: number;
  /** Length of a window, a minute at the vendor. */
  readonly windowMs: number;
  /** Sent as `Retry-After` as it is; none by default, for the vendor documents no header (DK 3.1). */
  readonly retryAfter: string | number | null;
}

const VENDOR_SETTINGS: RateSettings = {
  readsPerMinute: READS_PER_MINUTE,
  writesPerMinute: WRITES_PER_MINUTE,
  windowMs: MINUTE_MS,
  retryAfter: null,
};

/**
 * The vendor's fixed window, reads and writes apart (DK 3.1).
 * It begins with the first call after the last one ended; a refused call costs nothing.
 * The realm has one client, so there is one window.
 */
export class RateWindow {
  #settings = VENDOR_SETTINGS;
  #endsAt = 0;
  #spent = { reads: 0, writes: 0 };

  get retryAfter(): string | number | null {
    return this.#settings.retryAfter;
  }

  reset(): void {
    this.configure(VENDOR_SETTINGS);
  }

  /** A changed limit begins a new, full window. */
  configure(settings: Partial<RateSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
    this.#endsAt = 0;
  }

  /** Whether the call still fits, at a time in milliseconds; then it is counted. */
  take(kind: 'reads' | 'writes', now = performance.now()): boolean {
    if (now >= this.#endsAt) {
      this.#endsAt = now + this.#settings.windowMs;
      this.#spent = { reads: 0, writes: 0 };
    }
    const limit = kind === 'reads' ? this.#settings.readsPerMinute : this.#settings.writesPerMinute;
    if (limit > 0 && this.#spent[kind] >= limit) return false;
    this.#spent[kind] += 1;
    return true;
  }
}
