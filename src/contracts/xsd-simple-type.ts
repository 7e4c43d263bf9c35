import type { JsonSchema } from './contract.ts';
import type { XmlNode } from './xml-tree.ts';

/** The namespace of XML Schema. */
export const XSD = 'http://www.w3.org/2001/XMLSchema';

const INTEGERS: ReadonlyMap<string, JsonSchema> = new Map([
  ['integer', {}],
  ['long', {}],
  ['int', { minimum: -2147483648, maximum: 2147483647 }],
  ['short', { minimum: -32768, maximum: 32767 }],
  ['byte', { minimum: -128, maximum: 127 }],
  ['nonNegativeInteger', { minimum: 0 }],
  ['positiveInteger', { minimum: 1 }],
  ['nonPositiveInteger', { maximum: 0 }],
  ['negativeInteger', { maximum: -1 }],
  ['unsignedLong', { minimum: 0 }],
  ['unsignedInt', { minimum: 0, maximum: 4294967295 }],
  ['unsignedShort', { minimum: 0, maximum: 65535 }],
  ['unsignedByte', { minimum: 0, maximum: 255 }],
]);

const FORMATS: ReadonlyMap<string, string> = new Map([
  ['dateTime', 'date-time'],
  ['date', 'date'],
  ['time', 'time'],
  ['duration', 'duration'],
  ['anyURI', 'uri'],
  ['base64Binary', 'byte'],
]);

/** Returns the schema of a type of XML Schema Part 2; what it does not know better is a string. */
export function builtInType(name: string): JsonSchema {
  if (name === 'anyType') return {};
  if (name === 'boolean') return { type: 'boolean' };
  if (name === 'decimal' || name === 'double' || name === 'float') return { type: 'number' };
  const integer = INTEGERS.get(name);
  if (integer !== undefined) return { type: 'integer', ...integer };
  const format = FORMATS.get(name);
  return format === undefined ? { type: 'string' } : { type: 'string', format };
}

const FACETS: ReadonlyMap<string, string> = new Map([
  ['minLength', 'minLength'],
  ['maxLength', 'maxLength'],
  ['minInclusive', 'minimum'],
  ['maxInclusive', 'maximum'],
  ['minExclusive', 'exclusiveMinimum'],
  ['maxExclusive', 'exclusiveMaximum'],
]);

/** Returns the schema narrowed by the facets of an `xsd:restriction`. */
export function restricted(base: JsonSchema, restriction: XmlNode): JsonSchema {
  const isNumber = base['type'] === 'integer' || base['type'] === 'number';
  const narrowed: Record<string, unknown> = { ...base };
  const choices: (string | number)[] = [];
  for (const facet of restriction.children) {
    const value = facet.attributes.get('value') ?? '';
    const keyword = FACETS.get(facet.name);
    const isNumeric = Number.isFinite(Number(value));
    if (facet.name === 'enumeration') choices.push(isNumber && isNumeric ? Number(value) : value);
    else if (facet.name === 'pattern') narrowed['pattern'] = `^(?:${value})$`;
    else if (facet.name === 'length' && isNumeric)
      Object.assign(narrowed, { minLength: Number(value), maxLength: Number(value) });
    else if (facet.name === 'fractionDigits' && /^[1-9][0-9]?$/.test(value))
      narrowed['multipleOf'] = 10 ** -Number(value);
    else if (keyword !== undefined && isNumeric) narrowed[keyword] = Number(value);
  }
  return choices.length === 0 ? narrowed : { ...narrowed, enum: choices };
}
