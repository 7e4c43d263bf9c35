import type { MapEntry, MapNode } from '../../source/parsed-document.ts';
import { allowKeys, itemsOf, mapOf, textAt, textOf } from './manifest-nodes.ts';
import { packMistake } from './pack-mistake.ts';
import { fitsOption, formOf, OPTION_NAME, type OptionSchema, type PackOption } from './pack-options.ts';

const TYPES = ['string', 'integer', 'boolean'] as const;
const MOST_VALUES = 100;

const KEYS: Readonly<Record<(typeof TYPES)[number], readonly string[]>> = {
  string: ['type', 'description', 'default', 'enum'],
  integer: ['type', 'description', 'default', 'minimum', 'maximum'],
  boolean: ['type', 'description', 'default'],
};

/** Returns an option as a manifest has it. Throws a UserError `pack` with the place of a mistake. */
export function readOption({ key, keySpan, value }: MapEntry): PackOption {
  if (!OPTION_NAME.test(key))
    throw packMistake(
      keySpan,
      `"${key}" is no name of an option`,
      'begin with a lower-case letter, then letters and digits',
    );
  const map = mapOf(value, `option "${key}"`);
  return { name: key, description: textAt(map, 'description').value, schema: schemaOf(map) };
}

function schemaOf(map: MapNode): OptionSchema {
  const { value, span } = textAt(map, 'type');
  const type = TYPES.find((known) => known === value);
  if (type === undefined)
    throw packMistake(span, `an option cannot be of type "${value}"`, `it can be ${TYPES.join(', ')}`);
  allowKeys(map, KEYS[type]);
  const given = map.entries.get('default');
  if (given === undefined)
    throw packMistake(map.span, '"default" is missing', 'every option has one, so that none must be given');
  const fallback = given.value.type === 'scalar' ? given.value.value : null;
  const schema = shapeOf(map, type);
  if (!fitsOption(schema, fallback))
    throw packMistake(given.value.span, `the default is not ${formOf(schema)}`);
  if (schema.type === 'integer') return { ...schema, default: Number(fallback) };
  return schema.type === 'boolean'
    ? { ...schema, default: fallback === true }
    : { ...schema, default: String(fallback) };
}

/** The schema with a default that means nothing yet. */
function shapeOf(map: MapNode, type: OptionSchema['type']): OptionSchema {
  switch (type) {
    case 'boolean':
      return { type, default: false };
    case 'integer':
      return {
        type,
        default: 0,
        minimum: boundAt(map, 'minimum') ?? Number.MIN_SAFE_INTEGER,
        maximum: boundAt(map, 'maximum') ?? Number.MAX_SAFE_INTEGER,
      };
    case 'string': {
      const values = itemsOf(map, 'enum', MOST_VALUES).map((node) => textOf(node, 'a value').value);
      return { type, default: '', enum: map.entries.has('enum') ? values : null };
    }
  }
}

function boundAt(map: MapNode, key: string): number | null {
  const node = map.entries.get(key)?.value;
  if (node === undefined) return null;
  if (node.type === 'scalar' && Number.isSafeInteger(node.value)) return Number(node.value);
  throw packMistake(node.span, `"${key}" must be a whole number`);
}
