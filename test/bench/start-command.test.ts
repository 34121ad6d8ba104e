import { describe, expect, it } from '@jest/globals';
import { commandIn } from '../../bench/start-command.js';

describe('commandIn', () => {
  it('takes variables, flags and the file of the start script', () => {
    const script =
      'node scripts/build.js && NODE_ENV=production exec node --enable-source-maps dist/src/main.js';
    expect(commandIn(script)).toEqual({
      env: { NODE_ENV: 'production' },
      args: ['--enable-source-maps', 'dist/src/main.js'],
    });
  });

  it('fails where the script starts something else', () => {
    expect(() => commandIn('docker run it')).toThrow('runs no node');
  });
});
