import { readSettings } from './settings.js';
import { soak } from './soak.js';
import { table, violations, worst } from './table.js';

const report = await soak(readSettings(process.argv.slice(2)));
console.log(table(report));

const found = violations(report);
if (found.length > 0) {
  console.error(`\nNot right:\n${worst(found)}`);
  process.exitCode = 1;
}
