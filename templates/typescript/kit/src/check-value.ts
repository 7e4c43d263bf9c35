import { choiceError, countError, numberError, textError } from './check-scalar.ts';
import {
  type FieldError,
  isOneOf,
  type JsonType,
  type Schema,
  type Schemas,
  typeOf,
  typesOf,
} from './schema.ts';

/** Says what is wrong with a value; nothing if it fits. */
export type Check = (value: unknown) => readonly FieldError[];

/** So many mistakes are enough to know what is wrong. */
const mostErrors = 20;
/** Alternatives of schemas that contain themselves can take for ever: what is not looked at by then is let through. */
const mostLooks = 100_000;
/** Deeper values are let through, so that none can exhaust the stack. */
const deepest = 100;

interface Looking {
  readonly schemas: Schemas;
  readonly patternOf: (pattern: string) => RegExp;
  readonly errors: FieldError[];
  readonly budget: { left: number };
  readonly depth: number;
  /** Where the value is. */
  readonly pointer: string;
}

/**
 * Returns a check against a schema. It reads the schema as it goes: nothing is compiled when a service starts, no code is made of
 * a contract, and how much is looked at is bounded, which validators that list all errors do not promise.
 */
export function createCheck(schema: Schema, schemas: Schemas = {}): Check {
  const patterns = new Map<string, RegExp>();
  const patternOf = (pattern: string): RegExp => {
    const known = patterns.get(pattern);
    if (known !== undefined) return known;
    const compiled = new RegExp(pattern, 'u');
    patterns.set(pattern, compiled);
    return compiled;
  };
  return (value) => {
    const errors: FieldError[] = [];
    const budget = { left: mostLooks };
    look(value, schema, { schemas, patternOf, errors, budget, depth: 0, pointer: '#' });
    return errors;
  };
}

function look(value: unknown, schema: Schema, from: Looking): void {
  from.budget.left -= 1;
  if (isOver(from) || from.depth > deepest) return;
  const at = { ...from, depth: from.depth + 1 };
  if (schema.$ref !== undefined) {
    look(value, referred(schema.$ref, at.schemas), at);
    return;
  }
  if (schema.orOne === true && schema.items !== undefined && typeOf(value) === 'object') {
    look(value, schema.items, at);
    return;
  }
  const types = typesOf(schema);
  if (types !== null && !isOneOf(typeOf(value), types)) {
    note(at, `must be ${types.join(' or ')}`);
    return;
  }
  note(at, choiceError(schema.enum, value));
  if (typeof value === 'number') note(at, numberError(schema, value));
  else if (typeof value === 'string') note(at, textError(schema, value, at.patternOf));
  else if (Array.isArray(value)) lookAtItems(value, schema, at);
  else if (typeof value === 'object' && value !== null) lookAtFields(value, schema, at);
  for (const part of schema.allOf ?? []) look(value, part, at);
  if (schema.anyOf !== undefined) lookAtChoices(value, schema.anyOf, at);
}

function isOver({ budget, errors }: Looking): boolean {
  return budget.left < 0 || errors.length >= mostErrors;
}

function referred($ref: string, schemas: Schemas): Schema {
  const name = $ref.slice('#/schemas/'.length);
  return (Object.hasOwn(schemas, name) ? schemas[name] : undefined) ?? {};
}

function note({ errors, pointer }: Looking, detail: string | null): void {
  if (detail === null || errors.length >= mostErrors) return;
  if (!errors.some((known) => known.pointer === pointer && known.detail === detail))
    errors.push({ pointer, detail });
}

function lookAtItems(items: readonly unknown[], schema: Schema, at: Looking): void {
  const { minItems, maxItems, items: each } = schema;
  note(at, countError(items.length, 'items', { least: minItems, most: maxItems }));
  if (each === undefined) return;
  for (const [index, item] of items.entries()) {
    if (isOver(at)) return;
    look(item, each, below(at, String(index)));
  }
}

function lookAtFields(fields: object, schema: Schema, at: Looking): void {
  const { required = [], properties = {}, additionalProperties, minProperties, maxProperties } = schema;
  for (const name of required) {
    if (!Object.hasOwn(fields, name)) note(below(at, name), 'is required');
  }
  const entries = Object.entries(fields);
  note(at, countError(entries.length, 'fields', { least: minProperties, most: maxProperties }));
  for (const [name, value] of entries) {
    if (isOver(at)) return;
    const field = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (field === false) note(below(at, name), 'is not known here');
    else if (field !== undefined) look(value, field, below(at, name));
  }
}

/** Where the type of the value leaves one alternative alone, what is wrong is said of that. */
function lookAtChoices(value: unknown, choices: readonly Schema[], at: Looking): void {
  const tries = choices.map((choice) => {
    const errors: FieldError[] = [];
    look(value, choice, { ...at, errors });
    return { choice, errors };
  });
  if (tries.some(({ errors }) => errors.length === 0)) return;
  const type = typeOf(value);
  const [first, ...others] = tries.filter(({ choice }) => allows(choice, type, at.schemas));
  if (first !== undefined && others.length === 0) {
    for (const { pointer, detail } of first.errors) note({ ...at, pointer }, detail);
    return;
  }
  const names = choices.flatMap(({ required = [], ...rest }) =>
    required.length === 1 && Object.keys(rest).length === 0 ? required : [],
  );
  const areNames = names.length === choices.length;
  note(at, areNames ? `must have ${names.join(' or ')}` : 'must fit one of the alternatives');
}

function allows(schema: Schema, type: JsonType, schemas: Schemas): boolean {
  const types = typesOf(schema.$ref === undefined ? schema : referred(schema.$ref, schemas));
  return types === null || isOneOf(type, types);
}

/** As a pointer has a name (RFC 6901, section 3), and a fragment a pointer: with percent signs for what a fragment has no place for. */
function below(at: Looking, name: string): Looking {
  const escaped = name
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll('~', '~0')
    .replaceAll('/', '~1');
  return { ...at, pointer: `${at.pointer}/${encodeURI(escaped).replaceAll('#', '%23')}` };
}
