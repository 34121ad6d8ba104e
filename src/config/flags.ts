import { parseArgs } from 'node:util';
import type { ConfigurationFault } from './faults.js';
import type { Environment } from './interpolate.js';
import { suggest } from './nearest.js';

/** What the command line and the environment say about the start; undefined where neither says anything. */
export interface StartOptions {
  readonly config: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly faults: readonly ConfigurationFault[];
}

const VARIABLES = {
  config: 'PARTNER_GRAPH_CONFIG',
  host: 'PARTNER_GRAPH_HOST',
  port: 'PARTNER_GRAPH_PORT',
} as const;
type Flag = keyof typeof VARIABLES;

const KNOWN = Object.keys(VARIABLES).map((flag) => `--${flag}`);
const EXPECTED: Readonly<Record<Flag, string>> = {
  config: 'give the path of a YAML file',
  host: 'give an address or a name, e.g. 127.0.0.1',
  port: 'give a whole number from 0 to 65535; 0 takes any free port',
};

interface Given {
  readonly name: string;
  readonly value: string;
}

/** Flags beat the environment. An unknown flag is a fault: a mistyped `--prot` must not start on the default port. */
export function readStartOptions(argv: readonly string[], environment: Environment): StartOptions {
  const flags = readFlags(argv);
  const given = (flag: Flag): Given | undefined => {
    const value = environment[VARIABLES[flag]];
    const isSet = value !== undefined && value !== '';
    return flags.given.get(flag) ?? (isSet ? { name: VARIABLES[flag], value } : undefined);
  };
  const port = given('port');
  const isPort = port === undefined || (/^\d{1,5}$/.test(port.value) && Number(port.value) <= 65_535);
  return {
    config: given('config')?.value,
    host: given('host')?.value,
    port: port === undefined || !isPort ? undefined : Number(port.value),
    faults: isPort
      ? flags.faults
      : [...flags.faults, { path: port.name, problem: 'is not a port', remedy: EXPECTED.port }],
  };
}

function readFlags(argv: readonly string[]) {
  const string = { type: 'string' } as const;
  const { tokens } = parseArgs({
    args: [...argv],
    options: { config: string, host: string, port: string },
    // Strict, it would throw at the first fault and quote what was typed.
    strict: false,
    tokens: true,
  });
  const given = new Map<Flag, Given>();
  const faults: ConfigurationFault[] = [];
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') faults.push(strayArgument(token.index));
    else if (!isFlag(token.name)) faults.push(unknownFlag(token.rawName));
    else if (isMissing(token.value, token.inlineValue)) faults.push(missingValue(token.name));
    else given.set(token.name, { name: token.rawName, value: token.value ?? '' });
  }
  return { given, faults };
}

/** `--port --host x`: the next flag is nobody's value. */
function isMissing(value: string | undefined, inlineValue: boolean | undefined): boolean {
  return value === undefined || value === '' || (inlineValue === false && value.startsWith('--'));
}

function isFlag(name: string): name is Flag {
  return Object.hasOwn(VARIABLES, name);
}

function unknownFlag(flag: string): ConfigurationFault {
  return { path: flag, problem: 'is not a known flag', remedy: suggest(flag, KNOWN) };
}

function missingValue(flag: Flag): ConfigurationFault {
  return { path: `--${flag}`, problem: 'has no value', remedy: EXPECTED[flag] };
}

function strayArgument(index: number): ConfigurationFault {
  return {
    path: `argument ${index + 1}`,
    problem: 'belongs to no flag',
    remedy: 'name the configuration file with --config',
  };
}
