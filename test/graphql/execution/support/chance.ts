/** Decisions that the same seed and place always take the same way, whoever asks first. */
export class Chance {
  constructor(private readonly seed: number) {}

  /** 0 to below `options`. */
  at(place: string, options: number): number {
    let hash = 2_166_136_261 ^ this.seed;
    for (let index = 0; index < place.length; index += 1) {
      hash = Math.imul(hash ^ place.charCodeAt(index), 16_777_619);
    }
    hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
    hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
    return ((hash ^ (hash >>> 16)) >>> 0) % options;
  }

  oneIn(options: number, place: string): boolean {
    return this.at(place, options) === 0;
  }

  pick<Option>(place: string, options: readonly [Option, ...Option[]]): Option {
    return options[this.at(place, options.length)] ?? options[0];
  }
}

/** Decisions in a row, read off the numbers that fast-check made up; when they are used up, always the first option. */
export class Tape {
  #at = 0;

  constructor(private readonly numbers: ArrayLike<number>) {}

  below(options: number): number {
    const number = this.numbers[this.#at] ?? 0;
    this.#at += 1;
    return number % options;
  }

  oneIn(options: number): boolean {
    return this.below(options) === options - 1;
  }

  pick<Option>(options: readonly [Option, ...Option[]]): Option {
    return options[this.below(options.length)] ?? options[0];
  }
}
