// type-graphql's decorators need it before any type is loaded.
import 'reflect-metadata';
import { providers } from './datasources/registry.js';
import { runWebhookCommand } from './start/webhook-command.js';

process.exitCode = await runWebhookCommand({
  argv: process.argv.slice(2),
  providers,
  print: (line) => {
    console.log(line);
  },
  complain: (line) => {
    console.error(line);
  },
});
