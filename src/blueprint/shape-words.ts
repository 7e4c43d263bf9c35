import { suggest } from '../diagnostics/suggest.ts';
import type { Node } from '../source/parsed-document.ts';
import { QUANTITIES } from './quantities.ts';
import {
  ELEMENT_NAME,
  HTTP,
  OPERATION_NAME,
  PART_NAME,
  PLAIN_NAME,
  REFERENCE,
  REQUEST,
  ROUTE,
} from './schema/forms.ts';
import { blueprintSchema } from './schema/index.ts';
import type { Schema } from './schema/parts.ts';
import { pointerNames, type ShapeError } from './shape-error.ts';

/** What a pattern asks for, with an example; quantities have their own words. */
const FORMS: Readonly<Record<string, string>> = {
  [ELEMENT_NAME]: 'a name of lower-case letters, digits and hyphens that starts with a letter (up to 63)',
  [OPERATION_NAME]: 'a name of letters, digits, "_" and "-" that starts with a letter (up to 63)',
  [PART_NAME]: 'a name of letters, digits and "_" that does not start with a digit (up to 63)',
  [PLAIN_NAME]: 'a name of letters, digits, ".", "_" and "-" (up to 63)',
  [HTTP]: 'a method and a path such as "GET /products/{sku}"',
  [REQUEST]: 'a method and a path such as "GET /products/{sku}"',
  [ROUTE]: 'a path such as "/home", "/products/{sku}" or "/orders/**"',
  [REFERENCE]: 'a reference to an operation such as "crm.readCustomer"',
};

interface Words {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Returns the message and the hint for an error; `at.path` are the names that lead to the node. */
export function describeError(error: ShapeError, at: { node: Node; path: readonly string[] }): Words {
  const where = at.path.length === 0 ? 'the blueprint' : `"${at.path.join('.')}"`;
  const { params } = error;
  const schema = schemaAround(error.schemaPath);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      return {
        message: `unknown key "${key}" in ${where}`,
        hint: suggest(key, knownKeys(error.schemaPath), 'known keys'),
      };
    }
    case 'propertyNames': {
      const names = child(schema, 'propertyNames');
      return { message: `key "${String(params['propertyName'])}" in ${where} is not ${formOf(names)}` };
    }
    case 'required':
      return missing(String(params['missingProperty']), where, schema);
    case 'oneOf':
      return { message: `${where} needs exactly one of ${alternatives(schema)}` };
    case 'dependencies':
      return { message: `${where} has "${String(params['property'])}" without ${quoted(params['deps'])}` };
    case 'enum': {
      const allowed = Array.isArray(params['allowedValues']) ? params['allowedValues'].map(String) : [];
      const hint = suggest(shown(at.node), allowed, 'allowed');
      return { message: `${where} is "${shown(at.node)}", which is not one of its values`, hint };
    }
    case 'pattern':
      return { message: `${where} is "${shown(at.node)}", which is not ${formOf(schema)}` };
    case 'type':
      return {
        message: `${where} is ${typeOf(at.node)}, not ${wanted(schema, params['type'])}`,
        hint: typeHint(at.node, schema),
      };
    default:
      return bounds(error, where, at.node);
  }
}

/** Returns the keys that the map knows whose `additionalProperties` is at this path of the schema. */
export function knownKeys(schemaPath: string): readonly string[] {
  const properties = schemaAround(schemaPath)['properties'];
  return isSchema(properties) ? Object.keys(properties) : [];
}

function missing(key: string, where: string, schema: Schema): Words {
  const about = child(child(schema, 'properties'), key);
  const [example] = Array.isArray(about['examples']) ? about['examples'] : [];
  const isShort = typeof example === 'string' || typeof example === 'number';
  return {
    message: `${where} has no "${key}"`,
    hint: isShort ? `add it, for example "${key}: ${example}"` : `add "${key}"`,
  };
}

function bounds(error: ShapeError, where: string, node: Node): Words {
  const limit = String(error.params['limit']);
  switch (error.keyword) {
    case 'minimum':
      return { message: `${where} is ${shown(node)}, below the least value ${limit}` };
    case 'maximum':
      return { message: `${where} is ${shown(node)}, above the greatest value ${limit}` };
    case 'minProperties':
    case 'minItems':
      return limit === '1'
        ? { message: `${where} is empty` }
        : { message: `${where} needs at least ${limit} keys` };
    case 'maxItems':
      return { message: `${where} has more than ${limit} values` };
    default:
      return { message: `${where} is not as the format says (${error.keyword})` };
  }
}

/** Built for the first error only: a sound blueprint needs no words. */
let described: Schema | null = null;

/** The schema that holds the keyword at the end of the path. */
function schemaAround(schemaPath: string): Schema {
  const names = pointerNames(schemaPath).slice(0, -1);
  described ??= blueprintSchema();
  return names.reduce<Schema>((schema, name) => child(schema, name), described);
}

function child(schema: Schema, name: string): Schema {
  const found = schema[name];
  if (isSchema(found)) return found;
  return {};
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}

function formOf(schema: Schema): string {
  const pattern = String(schema['pattern'] ?? '');
  const quantity = Object.values(QUANTITIES).find((form) => form.pattern === pattern);
  if (quantity)
    return `${quantity.noun} such as ${quantity.examples.map((example) => `"${example}"`).join(' or ')}`;
  return FORMS[pattern] ?? 'in the form that is wanted here';
}

function alternatives(schema: Schema): string {
  const all = Array.isArray(schema['oneOf']) ? schema['oneOf'] : [];
  return all.map((option: unknown) => (isSchema(option) ? quoted(option['required']) : '')).join(', ');
}

function quoted(names: unknown): string {
  const all = Array.isArray(names) ? names : [names];
  return all.map((name) => `"${String(name)}"`).join(' and ');
}

function shown(node: Node): string {
  if (node.type !== 'scalar') return node.type;
  const text = String(node.value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function typeOf(node: Node): string {
  if (node.type !== 'scalar') return `a ${node.type}`;
  if (node.value === null) return 'empty';
  if (typeof node.value === 'boolean') return `${node.value}`;
  return typeof node.value === 'number' ? `the number ${node.value}` : `the text "${shown(node)}"`;
}

const TYPE_NOUNS: Readonly<Record<string, string>> = {
  object: 'a map of keys',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function wanted(schema: Schema, type: unknown): string {
  if ('pattern' in schema) return formOf(schema);
  const types = Array.isArray(type) ? type : [type];
  return types.map((one) => TYPE_NOUNS[String(one)] ?? String(one)).join(' or ');
}

function typeHint(node: Node, schema: Schema): string | undefined {
  if (node.type !== 'scalar' || schema['type'] !== 'string') return undefined;
  const isQuantity = Object.values(QUANTITIES).some((form) => form.pattern === schema['pattern']);
  if (isQuantity) return typeof node.value === 'number' ? 'add the unit' : undefined;
  return node.value === null ? undefined : 'put it into quotes';
}
