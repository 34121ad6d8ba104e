export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/bench/peers'],
  setupFiles: ['<rootDir>/test/support/setup.ts'],
  testTimeout: 20_000,
  maxWorkers: 2,
  // Node keeps every module that a test file loaded: without a new worker now and then, collecting 4 GB takes most of the time.
  workerIdleMemoryLimit: '1GB',
};
