// What `npm start` runs: brings dist/ up to date and goes on in the same process, which saves starting another one.
import './build.js';

await import('../dist/src/main.js');
