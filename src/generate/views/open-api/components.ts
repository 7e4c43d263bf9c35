import type { Contract } from '../../../contracts/contract.ts';
import type { Described, Document } from './document.ts';

const COMPONENTS = '#/components/schemas/';

/** Keywords whose value is data, where a key named `$ref` is part of it. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples']);

/** Keywords whose value is a map: its keys are names, whatever they look like; a response may be named `default`. */
const MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  'responses',
]);

/** Returns a contract's schema with its references led to `#/components/schemas/`. */
export function asComponent(schema: unknown): unknown {
  return rewritten(schema, false);
}

function rewritten(value: unknown, isMap: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, false));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    if (isMap) return [key, rewritten(item, false)];
    if (key === '$ref' && typeof item === 'string') return [key, item.replace('#/schemas/', COMPONENTS)];
    return [key, DATA.has(key) ? item : rewritten(item, MAPS.has(key))];
  });
  return Object.fromEntries(entries);
}

/** Returns the contract's schemas that the operations refer to, and what these refer to, by name and sorted. */
export function componentsFor(operations: readonly Described[], contract: Contract): Document {
  const found = new Map<string, unknown>();
  const waiting = [...refsIn(operations)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const schema = contract.schemas[name];
    if (found.has(name) || schema === undefined) continue;
    const component = asComponent(schema);
    found.set(name, component);
    waiting.push(...refsIn(component));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function refsIn(value: unknown, isMap = false): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (isMap) return refsIn(item);
    if (key === '$ref' && typeof item === 'string')
      return item.startsWith(COMPONENTS) ? [item.slice(COMPONENTS.length)] : [];
    return DATA.has(key) ? [] : refsIn(item, MAPS.has(key));
  });
}
