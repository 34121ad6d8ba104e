import type { ConfigurationFault } from '../config/faults.js';

/** The store cannot be opened, for a reason that whoever runs the process can mend. Holds no value of the configuration. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';

  constructor(
    readonly fault: ConfigurationFault,
    cause?: unknown,
  ) {
    super(`${fault.path}: ${fault.problem}`, { cause });
  }
}

/** Another process went on with the work, because this one was silent for too long. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor() {
    super('Another process has taken over this work.');
  }
}
