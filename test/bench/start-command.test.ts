import { describe, expect, it } from '@jest/globals';
import { startCommand } from '../../bench/contenders/partner-graph.js';

describe('startCommand', () => {
  it('takes variables, flags and the file of the start script', () => {
    const script =
      'node scripts/build.js && NODE_ENV=production exec node --enable-source-maps dist/src/main.js';
    expect(startCommand(script)).toEqual({
      env: { NODE_ENV: 'production' },
      args: ['--enable-source-maps', 'dist/src/main.js'],
    });
  });

  it('fails where the script starts something else', () => {
    expect(() => startCommand('docker run it')).toThrow('runs no node');
  });
});
