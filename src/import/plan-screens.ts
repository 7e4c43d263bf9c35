import type { Contract } from '../contracts/contract.ts';
import {
  type ExampleValue,
  exampleValue,
  isShort,
  parameterValues,
  plainValue,
} from '../contracts/example-value.ts';
import { camel, distinct } from '../generate/names.ts';
import { parametersOf, segmentsOf } from '../model/http-path.ts';
import type { ImportedContract } from './imported-contract.ts';
import type { ProposedOperation } from './propose-operations.ts';

/** Screens for the operations of an imported contract, and a journey through them. */
export interface ScreenPlan {
  /** Element name of the frontend microservice. */
  readonly frontend: string;
  readonly screens: readonly PlannedScreen[];
  /** For the first segments of the screens' paths. */
  readonly routes: readonly PlannedRoute[];
  readonly journeys: readonly PlannedJourney[];
  /** Values for placeholders, by name. */
  readonly data: Readonly<Record<string, readonly (string | number)[]>>;
}

export interface PlannedScreen {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly part: string;
  /** `bank-integration.listAccounts`. */
  readonly from: string;
  readonly calls: ProposedOperation['calls'];
}

export interface PlannedRoute {
  readonly pattern: string;
  readonly to: string;
  /** Where something is added or changed twice, it must be known again. */
  readonly needsKey: boolean;
}

export interface PlannedJourney {
  readonly name: string;
  readonly steps: readonly PlannedRequest[];
}

export interface PlannedRequest {
  /** `GET /accounts/{accountId}?limit={limit}`. */
  readonly request: string;
  /** Null: none. */
  readonly body: ExampleValue | null;
}

/** What the blueprint has already. */
export interface Ground {
  readonly routes: readonly { readonly pattern: string; readonly to: string }[];
  readonly journeys: readonly string[];
}

/** A journey of more requests than that takes long on a phone. */
const STEPS_OF_A_JOURNEY = 4;

/** Returns a screen for each new operation, with the routes and journeys that lead there. */
export function planScreens(imported: ImportedContract, ground: Ground): ScreenPlan {
  const { backend, contract, integration, operations } = imported;
  const frontend = `${backend}-screens`;
  const others = ground.routes.filter(({ to }) => to !== frontend);
  const taken = new Set(others.map(({ pattern }) => topOf(pattern)));
  const needsPrefix = (path: string) => taken.has(topOf(path)) || !/^[a-z0-9]/i.test(topOf(path));
  const screens = operations.map((operation): PlannedScreen => {
    const { name, method, calls } = operation;
    const path = needsPrefix(operation.path) ? `/${backend}${withoutRoot(operation.path)}` : operation.path;
    return { name, method, path, part: partName(operation), from: `${integration}.${name}`, calls };
  });
  const present = new Set(ground.routes.map(({ pattern }) => pattern));
  const steps = screens.flatMap((screen) => stepOf(screen, contract));
  return {
    frontend,
    screens,
    routes: routesFor(screens, frontend).filter(({ pattern }) => !present.has(pattern)),
    journeys: journeysOf(backend, steps, ground.journeys),
    data: dataOf(screens, contract),
  };
}

function withoutRoot(path: string): string {
  return path === '/' ? '' : path;
}

function topOf(path: string): string {
  return segmentsOf(path)[0] ?? '';
}

/** The last word of the path; `missing` is what an answer calls the parts that are not there. */
function partName({ path, name }: ProposedOperation): string {
  const segments = segmentsOf(path);
  const last = segments.findLast((segment) => !segment.startsWith('{')) ?? name;
  const isOne = segments.at(-1)?.startsWith('{') === true;
  const word = camel((isOne ? singular(last) : last).replace(/[^A-Za-z0-9]+/g, '-'));
  return /^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(word) && word !== 'missing' ? word : 'answer';
}

function singular(word: string): string {
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.replace(/es$/, '');
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

function routesFor(screens: readonly PlannedScreen[], to: string): readonly PlannedRoute[] {
  const tops = [...new Set(screens.map(({ path }) => topOf(path)))];
  return tops.map((top) => {
    const own = screens.filter(({ path }) => topOf(path) === top);
    const isDeep = own.some(({ path }) => segmentsOf(path).length > 1);
    const needsKey = own.some(({ method }) => method === 'POST' || method === 'PATCH');
    return { pattern: isDeep ? `/${top}/**` : `/${top}`, to, needsKey };
  });
}

/** What is deleted is not there the second time: no journey deletes. */
function stepOf({ method, path, calls }: PlannedScreen, contract: Contract): readonly PlannedRequest[] {
  if (method === 'DELETE' || method === 'HEAD') return [];
  const query = calls.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name }) => `${encodeURIComponent(name)}={${placeholder(name)}}`);
  const filled = path.replace(/\{([^{}]+)\}/g, (_, name: string) => `{${placeholder(name)}}`);
  const request = `${method} ${filled}${method !== 'GET' || query.length === 0 ? '' : `?${query.join('&')}`}`;
  return [{ request, body: method === 'GET' ? null : bodyOf(calls, contract) }];
}

/** Values of an app are found by names of letters, digits and `_`. */
function placeholder(name: string): string {
  return name
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=[0-9])/, '_')
    .slice(0, 60);
}

function bodyOf(calls: ProposedOperation['calls'], { schemas }: Contract): ExampleValue {
  const given = plainValue(calls.requestExample);
  if (given !== null && isShort(given)) return given;
  return (calls.request === null ? null : exampleValue(calls.request, schemas)) ?? {};
}

function journeysOf(
  backend: string,
  steps: readonly PlannedRequest[],
  taken: readonly string[],
): readonly PlannedJourney[] {
  const groups = Array.from({ length: Math.ceil(steps.length / STEPS_OF_A_JOURNEY) }, (_, at) =>
    steps.slice(at * STEPS_OF_A_JOURNEY, (at + 1) * STEPS_OF_A_JOURNEY),
  );
  const wanted = groups.map((_, at) => (groups.length === 1 ? `use-${backend}` : `use-${backend}-${at + 1}`));
  const names = distinct([...taken, ...wanted], (name) => name).slice(taken.length);
  return groups.map((group, at) => ({ name: names[at] ?? `use-${backend}`, steps: group }));
}

/** By the placeholders in the steps: those of the contract in the same places. */
function dataOf(screens: readonly PlannedScreen[], contract: Contract): ScreenPlan['data'] {
  const data = new Map<string, readonly (string | number)[]>();
  for (const { method, path, calls } of screens) {
    if (method === 'DELETE' || method === 'HEAD') continue;
    const names = parametersOf(path);
    const inPath = [...calls.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
    for (const parameter of calls.parameters) {
      const at = parameter.in === 'path' ? inPath.indexOf(parameter.name) : -1;
      const named = parameter.in === 'query' && parameter.required ? parameter.name : names[at];
      const name = named === undefined ? '' : placeholder(named);
      if (name !== '' && !data.has(name)) data.set(name, parameterValues(parameter, contract.schemas));
    }
  }
  return Object.fromEntries(data);
}
