import { type Fields, isFields } from './plain-data.ts';

/** The records that the operations of a WSDL create, find, change and remove, as the operations' names say. */
export interface SoapRecords {
  /** Returns the answer as it is after the operation took effect. */
  apply(operation: string, request: Fields, answer: unknown): unknown;
}

const VERBS: readonly (readonly [Verb, RegExp])[] = [
  ['create', /^(?:create|add|submit|place|register|save)(?=.)/i],
  ['find', /^(?:get|read|find|list|search|query|fetch|retrieve)(?=.)/i],
  ['change', /^(?:update|change|modify)(?=.)/i],
  ['remove', /^(?:delete|remove|cancel)(?=.)/i],
];

type Verb = 'create' | 'find' | 'change' | 'remove';

/** Beyond it the oldest records are forgotten: a stand-in may run for days. */
const MOST_RECORDS = 10_000;

/** Says whether an operation creates something: asked twice in equal words, it creates two. */
export function creates(operation: string): boolean {
  return verbAndNoun(operation)?.verb === 'create';
}

/**
 * Returns the records of a stand-in, none at first. A record is found by the fields that it and the request share: all of
 * them must be equal. What is changed or removed is found by those of them that identify: `orderNumber`, `id`.
 */
export function createSoapRecords(): SoapRecords {
  const byNoun = new Map<string, readonly Fields[]>();
  return {
    apply(operation, request, answer) {
      const does = verbAndNoun(operation);
      if (does === null) return answer;
      const kept = byNoun.get(does.noun) ?? [];
      if (does.verb === 'create') {
        byNoun.set(does.noun, [recordIn(answer), ...kept].slice(0, MOST_RECORDS));
        return answer;
      }
      if (does.verb === 'find') {
        const found = kept.filter((record) => isLike(record, request));
        return found.length === 0 ? answer : withRecords(answer, found, mostOf(request));
      }
      const meant = (record: Fields) => sharesIdentity(record, request);
      const others = kept.filter((record) => !meant(record));
      const changed =
        does.verb === 'remove' ? [] : kept.filter(meant).map((record) => overlaid(record, request));
      byNoun.set(does.noun, [...changed, ...others]);
      return answer;
    },
  };
}

function verbAndNoun(operation: string): { readonly verb: Verb; readonly noun: string } | null {
  for (const [verb, pattern] of VERBS) {
    if (pattern.test(operation)) return { verb, noun: singular(operation.replace(pattern, '')) };
  }
  return null;
}

function singular(noun: string): string {
  return noun
    .replace(/(?:List|Details?|By[A-Z].*)$/, '')
    .replace(/ies$/, 'y')
    .replace(/s$/, '')
    .toLowerCase();
}

/** The answer to `CreateOrder` holds the order in one element, or is the order. */
function recordIn(answer: unknown): Fields {
  const fields = isFields(answer) ? answer : {};
  return Object.values(fields).find(isFields) ?? fields;
}

function withRecords(answer: unknown, found: readonly Fields[], most: number): unknown {
  if (!isFields(answer)) return answer;
  for (const [name, value] of Object.entries(answer)) {
    if (Array.isArray(value) && value.some(isFields))
      return { ...answer, [name]: [...found, ...value].slice(0, most) };
    if (isFields(value)) return { ...answer, [name]: found[0] };
  }
  return { ...answer, ...found[0] };
}

function isLike(record: Fields, request: Fields): boolean {
  return Object.entries(request).every(
    ([name, value]) =>
      !Object.hasOwn(record, name) || isFields(value) || String(record[name]) === String(value),
  );
}

function sharesIdentity(record: Fields, request: Fields): boolean {
  const shared = Object.keys(request).filter(
    (name) => Object.hasOwn(record, name) && /(?:id|number|no|key)$/i.test(name),
  );
  return shared.length > 0 && shared.every((name) => String(record[name]) === String(request[name]));
}

function overlaid(record: Fields, request: Fields): Fields {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, request[name] ?? value]));
}

/** How many a request asks for at most, by a field such as `maximum` or `limit`. */
function mostOf(request: Fields): number {
  const asked = Object.entries(request).find(
    ([name, value]) => /^(?:max|limit|top)/i.test(name) && Number(value) > 0,
  );
  return asked === undefined ? 100 : Number(asked[1]);
}
