import type { CallInput } from './call-input.ts';
import { fieldOf, NOTHING, namesOf, type ObjectShape, objectsOf, requiredOf, type Shape } from './shape.ts';
import type { Place } from './tree.ts';

/** A field that an expression makes, and that nobody takes. */
export interface UnknownInput {
  readonly name: string;
  readonly at: Place;
  /** The names that lead to it, itself included. */
  readonly trail: readonly string[];
  /** Returns the names that would be taken there. */
  readonly known: () => readonly string[];
}

export interface InputGaps {
  readonly unknown: readonly UnknownInput[];
  /** Names of fields that are never made, and without which the call is refused. */
  readonly missing: readonly string[];
  /** What a contract requires beyond that and is never made, each by the names that lead to it. */
  readonly incomplete: readonly (readonly string[])[];
}

interface Gaps {
  readonly unknown: UnknownInput[];
  readonly missing: string[];
  readonly incomplete: (readonly string[])[];
}

/** Deeper objects are not compared. */
const MAX_DEPTH = 20;
/** So many fields of one expression that nobody takes are enough to know that it is wrong. */
const MOST_UNKNOWN = 20;

/** Returns where what an expression makes and what a call takes do not fit. What may be anything fits. */
export function compareInput(made: Shape, input: CallInput): InputGaps {
  const gaps: Gaps = { unknown: [], missing: [], incomplete: [] };
  const objects = objectsOf(made);
  if (objects === null) return gaps;
  const { path, needed, rest } = input;
  const known = () => [...path, ...namesOf(rest)];
  for (const object of objects) {
    for (const [name, at] of object.made ?? []) {
      if (path.includes(name)) continue;
      compareField(gaps, { object, name, at, trail: [name] }, { within: rest, known });
    }
  }
  const isMissing = (name: string) => objects.every((object) => lacks(object, name));
  gaps.missing.push(...[...path, ...needed].filter(isMissing));
  for (const name of requiredOf(rest)) {
    if (!path.includes(name) && !needed.includes(name) && isMissing(name)) gaps.incomplete.push([name]);
  }
  return gaps;
}

interface MadeField {
  readonly object: ObjectShape;
  readonly name: string;
  readonly at: Place;
  readonly trail: readonly string[];
}

function compareField(
  gaps: Gaps,
  { object, name, at, trail }: MadeField,
  { within, known }: { readonly within: Shape; readonly known: () => readonly string[] },
): void {
  const wanted = fieldOf(within, name);
  if (wanted === null) {
    if (gaps.unknown.length < MOST_UNKNOWN) gaps.unknown.push({ name, at, trail, known });
  } else compareObjects(gaps, { made: object.field(name) ?? NOTHING, trail }, wanted);
}

function compareObjects(
  gaps: Gaps,
  { made, trail }: { readonly made: Shape; readonly trail: readonly string[] },
  wanted: Shape,
): void {
  // What was not made here is compared by whoever makes it, and what is no object is no matter of fields.
  const objects = (objectsOf(made) ?? []).filter((object) => object.made !== null);
  if (objects.length === 0 || objectsOf(wanted) === null || trail.length > MAX_DEPTH) return;
  const known = () => namesOf(wanted);
  for (const object of objects) {
    for (const [name, at] of object.made ?? []) {
      compareField(gaps, { object, name, at, trail: [...trail, name] }, { within: wanted, known });
    }
  }
  for (const name of requiredOf(wanted)) {
    if (objects.every((object) => lacks(object, name))) gaps.incomplete.push([...trail, name]);
  }
}

function lacks(object: ObjectShape, name: string): boolean {
  return (
    fieldOf(object, name)?.type === 'nothing' || (object.field(name) === null && object.others !== 'possible')
  );
}
