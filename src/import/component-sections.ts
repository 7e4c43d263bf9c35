import { own, type PlainRecord, recordOf } from '../contracts/plain-data.ts';
import type { Expected } from './document-shape.ts';

/** What is to be added to a document's components, by what it is and by name. */
export type Parts = Map<Expected, Map<string, unknown>>;

const SECTIONS: Partial<Record<Expected, readonly string[]>> = {
  schema: ['components', 'schemas'],
  parameter: ['components', 'parameters'],
  response: ['components', 'responses'],
  requestBody: ['components', 'requestBodies'],
  header: ['components', 'headers'],
  example: ['components', 'examples'],
};

const SWAGGER_SECTIONS: Partial<Record<Expected, readonly string[]>> = {
  schema: ['definitions'],
  parameter: ['parameters'],
  response: ['responses'],
};

/** Returns where components of a sort are; null: there is no place for them, so they are taken in where they are used. */
export function sectionOf(expected: Expected, isSwagger: boolean): readonly string[] | null {
  return (isSwagger ? SWAGGER_SECTIONS : SECTIONS)[expected] ?? null;
}

/** Returns a function that gives each component the name it wants, or one with a number where that is taken. */
export function componentNames(
  document: PlainRecord,
  isSwagger: boolean,
): (section: readonly string[], wanted: string) => string {
  const taken = new Map(
    Object.values(isSwagger ? SWAGGER_SECTIONS : SECTIONS).map((section) => {
      const holder = section.reduce<PlainRecord>((at, key) => recordOf(own(at, key)), document);
      return [section.join('/'), new Set(Object.keys(holder))] as const;
    }),
  );
  return (section, wanted) => {
    const names = taken.get(section.join('/')) ?? new Set<string>();
    let name = wanted;
    for (let n = 2; names.has(name); n += 1) name = `${wanted}_${n}`;
    taken.set(section.join('/'), names.add(name));
    return name;
  };
}

/** Returns a document with more components. */
export function addParts(document: PlainRecord, parts: Parts, isSwagger: boolean): PlainRecord {
  let whole = document;
  for (const [expected, named] of parts) {
    whole = added(whole, sectionOf(expected, isSwagger) ?? [], Object.fromEntries(named));
  }
  return whole;
}

function added(record: PlainRecord, [key, ...rest]: readonly string[], values: PlainRecord): PlainRecord {
  if (key === undefined) return { ...record, ...values };
  return { ...record, [key]: added(recordOf(own(record, key)), rest, values) };
}
