import { describe, expect, it } from '@jest/globals';
import { transformFile } from '@swc/core';
import { Kind, parse } from 'graphql';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { loadExamples } from '../../src/http/graphiql/examples.js';

describe('the example operations', () => {
  it('are one named operation each, and declare the variables they come with', () => {
    for (const { query, variables } of loadExamples()) {
      const { definitions } = parse(query);
      expect(definitions).toHaveLength(1);
      const [operation] = definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not an operation');
      expect(operation.name).toBeDefined();
      const declared = operation.variableDefinitions?.map(({ variable }) => variable.name.value);
      const given = z.record(z.string(), z.unknown()).parse(JSON.parse(variables));
      expect(Object.keys(given)).toEqual(declared);
    }
  });

  it('are found by the compiled code too, which lies one folder deeper', async () => {
    const project = await mkdtemp(join(tmpdir(), 'examples-'));
    try {
      const compiled = join(project, 'dist/src/http/graphiql');
      await mkdir(compiled, { recursive: true });
      await writeFile(join(project, 'package.json'), '{ "type": "module" }');
      await cp('examples', join(project, 'examples'), { recursive: true });
      const { code } = await transformFile('src/http/graphiql/examples.ts');
      await writeFile(join(compiled, 'examples.js'), code);
      const script = `import { loadExamples } from './examples.js'; console.log(JSON.stringify(loadExamples()));`;
      const node = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        cwd: compiled,
      });
      expect(JSON.parse((await node).stdout)).toEqual(loadExamples());
    } finally {
      await rm(project, { recursive: true });
    }
  });
});
