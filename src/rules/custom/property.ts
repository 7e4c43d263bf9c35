import type { Element, Tier, Written } from '../../model/model.ts';
import type { Span } from '../../source/source.ts';

/** How the values of a property compare, and in which unit: ms, bytes, 0 to 1, per second. */
export type PropertyType = 'text' | 'texts' | 'flag' | 'number' | 'duration' | 'size' | 'share' | 'rate';

export type PlainValue = string | number | boolean | readonly string[] | null;

/** One value of a property: an element may have several, one for each of its operations. */
export interface PropertyValue {
  /** With defaults applied; null: there is none. */
  readonly value: PlainValue;
  /** Of the value as written; where the default holds, of what has it. */
  readonly span: Span;
  readonly path: string;
}

/** Something of elements that a custom rule may speak of, by the way to it in the blueprint: `storage.size`. */
export interface Property {
  readonly name: string;
  /** Null: every element has it. */
  readonly tier: Tier | null;
  readonly type: PropertyType;
  /** Returns the values in the order of the blueprint; none where the element is of another tier. */
  readonly valuesOf: (element: Element) => readonly PropertyValue[];
}

/** A part of a blueprint with keys of its own. */
export interface Thing {
  readonly written: Written;
  readonly span: Span;
}

/** Where a value stands: under keys, divided by dots, of a thing at a path. */
export interface At {
  readonly thing: Thing;
  readonly path: string;
  readonly keys: string;
}

/** Returns the value with its place; what is below a key of the thing has the place of that key's value. */
export function valueAt({ thing, path, keys }: At, value: PlainValue): PropertyValue {
  const [key = keys] = keys.split('.');
  return { value, span: thing.written.get(key) ?? thing.span, path: `${path}.${keys}` };
}

type OfTier<T extends Tier> = Extract<Element, { readonly tier: T }>;

/** A property by its type and by how it is read of an element of one tier. */
export type Reading<T extends Tier> = readonly [
  type: PropertyType,
  read: (element: OfTier<T>) => readonly PropertyValue[],
];

/** Returns the properties of one tier from their readings by name. */
export function propertiesOfTier<T extends Tier>(
  tier: T,
  readings: Readonly<Record<string, Reading<T>>>,
): readonly Property[] {
  return Object.entries(readings).map(([name, [type, read]]) => ({
    name,
    tier,
    type,
    valuesOf: (element) => (isOfTier(element, tier) ? read(element) : []),
  }));
}

function isOfTier<T extends Tier>(element: Element, tier: T): element is OfTier<T> {
  return element.tier === tier;
}
