import { describe, expect, it } from '@jest/globals';
import { fixed, markdown, megabytes } from '../../bench/report/table.js';

describe('markdown', () => {
  it('has columns of one width, names to the left and numbers to the right', () => {
    const table = {
      ...{ title: 'list', notes: ['Fifty rows.'], columns: ['', 'CPU ms'] },
      rows: [
        ['limit', '0.50'],
        ['mesh', '12.25'],
      ],
    };
    expect(markdown(table)).toBe(
      [
        '## list',
        '',
        'Fifty rows.',
        '',
        '|       | CPU ms |',
        '| ----- | -----: |',
        '| limit |   0.50 |',
        '| mesh  |  12.25 |',
      ].join('\n'),
    );
  });
});

describe('numbers', () => {
  it('that could not be measured are a dash', () => {
    expect(fixed(Number.NaN)).toBe('–');
  });

  it('of bytes are told in whole megabytes', () => {
    expect(megabytes(3 * 1024 * 1024)).toBe('3');
  });
});
