import type { Place } from './tree.ts';

/**
 * What is known about a value. Lists have the shape of their items: JSONata goes into lists by itself, so that a field
 * of a list is that field of its items.
 */
export type Shape = AnyShape | NothingShape | PlainShape | ObjectShape | ChoiceShape;

/** Nothing is known: every field may be there. */
export interface AnyShape {
  readonly type: 'any';
}

/** There is no value. */
export interface NothingShape {
  readonly type: 'nothing';
}

/** A value without fields. */
export interface PlainShape {
  readonly type: 'plain';
  /** As part of a sentence: `a text`. */
  readonly what: string;
}

export interface ObjectShape {
  readonly type: 'object';
  /** What it is, as a whole: `the answer of "crm.readCustomer"`; null: the part of something else. */
  readonly label: string | null;
  /** Names of the known fields. */
  readonly names: readonly string[];
  /** Returns the shape of a known field, else null. */
  readonly field: (name: string) => Shape | null;
  /** Whether there are other fields: a contract that does not name one may still have it, though that is `unlikely`. */
  readonly others: 'none' | 'unlikely' | 'possible';
  /** Fields that have to be there. */
  readonly required: readonly string[];
  /** Where an expression writes its fields; null: it was not made by one. */
  readonly made: ReadonlyMap<string, Place> | null;
  /** Why a field that one may look for is not there, and what to do; null where there is no special reason. */
  readonly explain: (name: string) => Explanation | null;
}

export interface Explanation {
  /** A part of a sentence: `part "order" is not waited for`. */
  readonly reason: string;
  /** One sentence without a full stop. */
  readonly hint: string;
}

export interface ChoiceShape {
  readonly type: 'choice';
  /** Plain and object shapes; at least two. */
  readonly of: readonly (PlainShape | ObjectShape)[];
}

export const ANY: AnyShape = { type: 'any' };
export const NOTHING: NothingShape = { type: 'nothing' };
export const TEXT: PlainShape = { type: 'plain', what: 'a text' };
export const NUMBER: PlainShape = { type: 'plain', what: 'a number' };
export const TRUTH: PlainShape = { type: 'plain', what: 'true or false' };
export const EMPTY: PlainShape = { type: 'plain', what: 'null' };

/** Choices of more shapes are not followed. */
const MAX_CHOICES = 64;

/** Returns an object with these fields. */
export function objectOf(
  fields: ReadonlyMap<string, Shape>,
  about: Partial<Omit<ObjectShape, 'type' | 'names' | 'field'>> = NOTHING_MORE,
): ObjectShape {
  return {
    type: 'object',
    label: about.label ?? null,
    names: [...fields.keys()],
    field: (name) => fields.get(name) ?? null,
    others: about.others ?? 'none',
    required: about.required ?? NO_NAMES,
    made: about.made ?? null,
    explain: about.explain ?? noExplanation,
  };
}

const NOTHING_MORE = {};
const NO_NAMES: readonly string[] = [];

/** Says that there is no special reason. */
export function noExplanation(): Explanation | null {
  return null;
}

/** Returns what a value may be that is one of several. That there may be none is not told. */
export function choiceOf(shapes: readonly Shape[]): Shape {
  const found = new Set<PlainShape | ObjectShape>();
  for (const shape of shapes) {
    if (shape.type === 'any') return ANY;
    if (shape.type === 'choice') for (const one of shape.of) found.add(one);
    else if (shape.type !== 'nothing') found.add(shape);
  }
  const [first, ...others] = found;
  if (first === undefined) return shapes.length === 0 ? ANY : NOTHING;
  if (others.length === 0) return first;
  return others.length < MAX_CHOICES ? { type: 'choice', of: [first, ...others] } : ANY;
}

/** Returns the shape of a field, or null where there is no such field. */
export function fieldOf(shape: Shape, name: string): Shape | null {
  switch (shape.type) {
    case 'any':
    case 'nothing':
      return shape;
    case 'plain':
      return null;
    case 'object':
      return shape.field(name) ?? (shape.others === 'possible' ? ANY : null);
    case 'choice': {
      const found = shape.of.flatMap((one) => fieldOf(one, name) ?? []);
      return found.length === 0 ? null : choiceOf(found);
    }
  }
}

/** Returns the objects that a value may be; null where it may be something that nothing is known about. */
export function objectsOf(shape: Shape): readonly ObjectShape[] | null {
  if (shape.type === 'any') return null;
  const choices = shape.type === 'choice' ? shape.of : [shape];
  return choices.flatMap((one) => (one.type === 'object' ? [one] : []));
}

/** Returns the names of the fields that are known of a value, of all that it may be. */
export function namesOf(shape: Shape): readonly string[] {
  return [...new Set((objectsOf(shape) ?? []).flatMap(({ names }) => names))];
}

/** Returns the fields that a value has to have, whatever it is of all that it may be. */
export function requiredOf(shape: Shape): readonly string[] {
  const choices = shape.type === 'choice' ? shape.of : [shape];
  const [first, ...others] = choices.map((one) => (one.type === 'object' ? one.required : []));
  return (first ?? []).filter((name) => others.every((required) => required.includes(name)));
}
