import { suggest } from '../diagnostics/suggest.ts';
import { clip } from '../source/clip.ts';
import { pointerTokens } from '../source/json-pointer.ts';
import type { Node, ScalarNode } from '../source/parsed-document.ts';
import type { DocumentFormat } from './document-format.ts';
import { QUANTITIES } from './quantities.ts';
import type { Schema } from './schema/parts.ts';
import type { ShapeError } from './shape-error.ts';

interface Words {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Where an error is: `path` are the names that lead to the node. */
interface Place {
  readonly node: Node;
  readonly path: readonly string[];
  readonly format: DocumentFormat;
}

/** Returns the message and the hint for an error. */
export function describeError(error: ShapeError, at: Place): Words {
  const { format } = at;
  const where = at.path.length === 0 ? format.noun : `"${at.path.join('.')}"`;
  const { params } = error;
  const schema = schemaAround(error.schemaPath, format);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      return {
        message: `unknown key "${key}" in ${where}`,
        hint: suggest(key, knownKeys(error.schemaPath, format), 'known keys'),
      };
    }
    case 'propertyNames': {
      const names = child(schema, 'propertyNames');
      return {
        message: `key "${String(params['propertyName'])}" in ${where} is not ${formOf(names, format)}`,
      };
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
      return { message: `${where} is "${shown(at.node)}", which is not ${formOf(schema, format)}` };
    case 'type':
      return {
        message: `${where} is ${typeOf(at.node)}, not ${wanted(schema, params['type'], format)}`,
        hint: typeHint(at.node, schema),
      };
    default:
      return bounds(error, where, at.node);
  }
}

/** Returns the keys that the map knows whose `additionalProperties` is at this path of the format's schema. */
export function knownKeys(schemaPath: string, format: DocumentFormat): readonly string[] {
  const properties = schemaAround(schemaPath, format)['properties'];
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

/** Built for the first error only: a sound document needs no words. */
const described = new WeakMap<DocumentFormat, Schema>();

/** The schema that holds the keyword at the end of the path. */
function schemaAround(schemaPath: string, format: DocumentFormat): Schema {
  const names = pointerTokens(schemaPath).slice(0, -1);
  const whole = described.get(format) ?? format.schema();
  described.set(format, whole);
  return names.reduce<Schema>((schema, name) => child(schema, name), whole);
}

function child(schema: Schema, name: string): Schema {
  const found = schema[name];
  if (isSchema(found)) return found;
  return {};
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}

function formOf(schema: Schema, format: DocumentFormat): string {
  const pattern = String(schema['pattern'] ?? '');
  const quantity = Object.values(QUANTITIES).find((form) => form.pattern === pattern);
  if (quantity)
    return `${quantity.noun} such as ${quantity.examples.map((example) => `"${example}"`).join(' or ')}`;
  return format.forms[pattern] ?? exampleForm(schema);
}

function exampleForm(schema: Schema): string {
  const [example] = Array.isArray(schema['examples']) ? schema['examples'] : [];
  return typeof example === 'string' ? `a text such as "${example}"` : 'in the form that is wanted here';
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
  return node.type === 'scalar' ? clip(String(node.value)) : node.type;
}

/** A number as it is written, `1.10`, not as it is read; an alias is written elsewhere. */
function writtenNumber({ value, span }: ScalarNode): string {
  const written = span.source.text.slice(span.start, span.end);
  return /^[-+.0-9]/.test(written) ? clip(written) : String(value);
}

function typeOf(node: Node): string {
  if (node.type !== 'scalar') return `a ${node.type}`;
  if (node.value === null) return 'empty';
  if (typeof node.value === 'boolean') return `${node.value}`;
  return typeof node.value === 'number' ? `the number ${writtenNumber(node)}` : `the text "${shown(node)}"`;
}

const TYPE_NOUNS: Readonly<Record<string, string>> = {
  object: 'a map of keys',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function wanted(schema: Schema, type: unknown, format: DocumentFormat): string {
  if ('pattern' in schema) return formOf(schema, format);
  const types = Array.isArray(type) ? type : [type];
  return types.map((one) => TYPE_NOUNS[String(one)] ?? String(one)).join(' or ');
}

/** Words that YAML 1.1 reads as true or false, and YAML 1.2 as texts. */
const OLD_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'on', 'y'].map((word) => [word, true] as const),
  ...['no', 'off', 'n'].map((word) => [word, false] as const),
]);

function typeHint(node: Node, schema: Schema): string | undefined {
  if (node.type !== 'scalar') return undefined;
  const old = schema['type'] === 'boolean' ? OLD_WORDS.get(String(node.value).toLowerCase()) : undefined;
  if (old !== undefined) return `write ${old}: in YAML 1.2, "${shown(node)}" is a text`;
  const isGrouped = schema['type'] === 'integer' && /^[0-9]+(?:_[0-9]+)+$/.test(String(node.value));
  if (isGrouped) return 'write it without "_"';
  if (schema['type'] !== 'string') return undefined;
  const isQuantity = Object.values(QUANTITIES).some((form) => form.pattern === schema['pattern']);
  if (isQuantity) return typeof node.value === 'number' ? 'add the unit' : undefined;
  if (typeof node.value === 'number') return `put it into quotes: "${writtenNumber(node)}"`;
  return node.value === null ? undefined : 'put it into quotes';
}
