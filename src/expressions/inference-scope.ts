import { EMPTY, NUMBER, type Shape, TEXT, TRUTH } from './shape.ts';

/** A value with the way that led to it. */
export interface Here {
  readonly shape: Shape;
  /** `order.lines`; empty where it is no part of anything. */
  readonly trail: string;
  readonly label: string | null;
}

/** Variables by name, each scope within another. */
export interface Scope {
  readonly variables: Map<string, Here>;
  readonly outer: Scope | null;
}

/** Returns a scope without variables. */
export function newScope(outer: Scope | null): Scope {
  return { variables: new Map(), outer };
}

/** Returns a value that is no part of another. */
export function asValue(shape: Shape): Here {
  return { shape, trail: '', label: labelOf(shape) };
}

/** Returns what a shape is as a whole, where it is one. */
export function labelOf(shape: Shape): string | null {
  return shape.type === 'object' ? shape.label : null;
}

/** Returns the value of a variable, or null where it has none yet. */
export function lookUp(scope: Scope, name: string): Here | null {
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const found = at.variables.get(name);
    if (found !== undefined) return found;
  }
  return null;
}

/** Returns the shape of a literal. */
export function plainOf(value: string | number | boolean | null): Shape {
  if (value === null) return EMPTY;
  return typeof value === 'string' ? TEXT : typeof value === 'number' ? NUMBER : TRUTH;
}

/** Returns what an operator between two values gives. */
export function operationShape(operator: string): Shape {
  if (operator === '&') return TEXT;
  return '+-*/%'.includes(operator) ? NUMBER : TRUTH;
}
