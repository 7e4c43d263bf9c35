/**
 * A schema for JSON: that part of JSON Schema 2020-12 (https://json-schema.org/draft/2020-12) by which requests are checked, and
 * `orOne`. What it does not say is open.
 */
export interface Schema {
  /** `#/schemas/<name>`; then nothing else counts. */
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** One that takes a time that goes with the text's length: it is given the texts of strangers. */
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  /** One item does without its list: JSONata takes either. */
  readonly orOne?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/** Schemas by the names under which others refer to them. */
export type Schemas = Readonly<Record<string, Schema>>;

/** What is wrong with a value, and where: an entry of `errors` as in RFC 9457, section 3. */
export interface FieldError {
  /** A JSON Pointer as a fragment (RFC 6901, section 6): `#/items/0/quantity`. */
  readonly pointer: string;
  /** `must be integer`. */
  readonly detail: string;
}

/** Returns the type of a JSON value; of a number `integer` where it is one. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}

/** Returns the types that a schema allows; null: any. */
export function typesOf({ type }: Schema): readonly JsonType[] | null {
  if (type === undefined) return null;
  return typeof type === 'string' ? [type] : type;
}

/** True if a value of one type is of one of others: an integer is a number, too. */
export function isOneOf(type: JsonType, types: readonly JsonType[]): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}
