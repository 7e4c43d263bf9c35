import { entryAt, flagAt } from '../blueprint/fields.ts';
import { parseDuration, parseRate, parseShare, parseSize, QUANTITIES } from '../blueprint/quantities.ts';
import type { Condition } from '../rules/custom/condition.ts';
import type { PropertyType } from '../rules/custom/property.ts';
import type { MapNode, ScalarNode } from '../source/parsed-document.ts';
import type { Reading } from './config-document.ts';

interface Place extends Reading {
  /** Of the map that holds the condition. */
  readonly path: string;
  readonly property: string;
  readonly type: PropertyType;
}

/** Returns the condition that a map holds, in the unit of the property. What does not compare with it is reported. */
export function readCondition(map: MapNode, at: Place): Condition {
  return {
    present: flagAt(map, 'present'),
    equals: readEquals(map, at),
    matches: readMatches(map, at),
    min: readBound(map, 'min', at),
    max: readBound(map, 'max', at),
  };
}

function readEquals(map: MapNode, at: Place): Condition['equals'] {
  const node = scalarAt(map, 'equals');
  if (node === null) return null;
  const value = comparable(node, at.type);
  if (value === null) refuse(node, 'equals', at);
  return value;
}

function readBound(map: MapNode, key: 'min' | 'max', at: Place): number | null {
  const node = scalarAt(map, key);
  if (node === null) return null;
  if (at.type === 'text' || at.type === 'texts' || at.type === 'flag') {
    const { path, property, report } = at;
    const message = `"${key}" compares quantities, and "${property}" is none`;
    report({ message, hint: 'use "equals" or "matches"', span: node.span, path: `${path}.${key}` });
    return null;
  }
  const value = comparable(node, at.type);
  if (typeof value === 'number') return value;
  refuse(node, key, at);
  return null;
}

function readMatches(map: MapNode, at: Place): Condition['matches'] {
  const node = scalarAt(map, 'matches');
  if (node === null) return null;
  const { path, property, type, report, compile } = at;
  const place = { span: node.span, path: `${path}.matches` };
  if (type !== 'text' && type !== 'texts') {
    const hint = type === 'flag' ? 'use "equals"' : 'use "min", "max" or "equals"';
    report({ message: `"matches" compares texts, and "${property}" is none`, hint, ...place });
    return null;
  }
  const result = compile(String(node.value), null);
  if ('glob' in result) return result.glob;
  report({ message: `the pattern "${node.value}" ${result.problem}`, ...place });
  return null;
}

/** Returns a value as the model has it, or null where it is not of the type. */
function comparable({ value }: ScalarNode, type: PropertyType): string | number | boolean | null {
  switch (type) {
    case 'text':
    case 'texts':
      return typeof value === 'string' ? value : null;
    case 'flag':
      return typeof value === 'boolean' ? value : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    default:
      return typeof value === 'string' ? PARSERS[type](value) : null;
  }
}

const PARSERS = { duration: parseDuration, size: parseSize, share: parseShare, rate: parseRate } as const;

function refuse(node: ScalarNode, key: string, { path, property, type, report }: Place): void {
  const message = `"${property}" is compared with "${node.value}", which is not ${wanted(type)}`;
  report({ message, span: node.span, path: `${path}.${key}` });
}

function wanted(type: PropertyType): string {
  switch (type) {
    case 'text':
    case 'texts':
      return 'a text';
    case 'flag':
      return 'true or false';
    case 'number':
      return 'a number';
    default:
      return `${QUANTITIES[type].noun} such as "${QUANTITIES[type].examples[0]}"`;
  }
}

function scalarAt(map: MapNode, key: string): ScalarNode | null {
  const value = entryAt(map, key)?.value;
  return value?.type === 'scalar' ? value : null;
}
