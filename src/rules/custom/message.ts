import type { Verb } from './custom-rule.ts';

/** What the message of a custom rule may hold in braces. */
export type Placeholder = 'from' | 'to' | 'name' | 'path' | 'value';

const EDGE: readonly Placeholder[] = ['from', 'to', 'name', 'path'];
const PROPERTY: readonly Placeholder[] = ['name', 'path', 'value'];

/** Returns the placeholders that have a meaning in a rule. An edge that is required and is not there has no end. */
export function placeholdersOf(type: 'edges' | 'property', verb: Verb): readonly Placeholder[] {
  if (type === 'property') return PROPERTY;
  return verb === 'require' ? EDGE.filter((one) => one !== 'to') : EDGE;
}

/** Returns the names in braces in a message, in order. */
export function namesInBraces(message: string): readonly string[] {
  return [...message.matchAll(BRACES)].map(([, name = '']) => name);
}

/** Returns the message with its placeholders filled in; what stands in other braces is left as it is. */
export function fillMessage(message: string, values: Readonly<Partial<Record<Placeholder, string>>>): string {
  return message.replace(BRACES, (written, name: Placeholder) => values[name] ?? written);
}

const BRACES = /\{([^{}]*)\}/g;
