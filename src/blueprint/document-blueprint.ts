import { NETWORK_PRESETS } from './networks.ts';
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

const INTRODUCTION = `# The blueprint

A blueprint is one YAML 1.2 file that reads from top to bottom like the figure of a mobile integration: devices, gateway,
frontends, integrations, mobile services, backends; then what has to hold and what to run. This page is generated from the
schema (\`lintel schema\`); it lists every key with its form, its default and an example.

- Keys of maps are names of your choice where this page writes \`<name>\`. Names of elements are host names: lower-case
  letters, digits and hyphens, unique in the file.
- References are by name: \`element\`, or \`element.operation\`.
- Quantities carry their unit. A number without one is refused.
- An unknown key is refused, with the one that may be meant. So are duplicate keys, tags, directives, merge keys and a
  second document. Aliases work.
- Shares that divide one population add up to 100%.

Editors with a YAML language server check and complete a blueprint whose first line is
\`# yaml-language-server: $schema=./lintel.schema.json\`.
`;

const STEPS = `## How steps find their way

A phone has only the gateway. A step takes the most specific route of it (a fixed segment before a \`{parameter}\` before
\`**\`), and an operation with its method and path must stand behind that route. Steps of mobile services find the service
by its kind, and need routes that cover what they call: \`sync\` needs \`/sync/**\`, \`track\` needs \`/metrics\`, \`subscribe\`
needs \`/push/**\`, \`check\` needs \`/security/**\`. Where the gateway authenticates, phones register and fetch their token by
themselves, on a route that covers \`/auth/**\`.

## How input goes by name

Without \`sends\`, the path parameters of the called operation are taken from the request's path. What that does not name is, of a
part of a frontend, the caller's id: nobody chooses for whom to ask, so query and body have no say and hand nothing on by such a name.
Where the gateway authenticates nobody, and in an integration, it is taken from the query, then from the body. A query is passed
on for GET and DELETE, a body for POST, PUT and PATCH.
The result of \`sends\` is an object: keys that name path parameters fill the path; the rest is the body or the query.

## Loads

\`load\` is a rate (\`20/s\`), a line between two rates over the whole scenario (\`5/s..40/s\`), or a list of phases:
\`{ at: 20/s, for: 30s }\` keeps a rate, \`{ to: 40/s, over: 10s }\` moves to one in a line from the rate before (from none if
it is the first). Rates are journeys that start, of all applications together.
`;

/** Returns the reference of the blueprint format as Markdown, ending with a line break. */
export function documentBlueprint(): string {
  const sections: string[] = [];
  addSections(sections, { path: '', schema: blueprintSchema() });
  return [INTRODUCTION, quantityTable(), networkTable(), ...sections, STEPS].join('\n');
}

function quantityTable(): string {
  const rows = Object.values(QUANTITIES).map(
    (form) => `| ${form.id} | ${form.unit} | ${form.examples.map(code).join(', ')} |`,
  );
  return ['## Quantities', '', '| form | units | examples |', '|---|---|---|', ...rows, ''].join('\n');
}

function networkTable(): string {
  const head = '| preset | round trip | down | up | loss | source |\n|---|---|---|---|---|---|';
  const rows = NETWORK_PRESETS.map(
    (one) =>
      `| ${code(one.name)} | ${one.roundTripMs} ms | ${one.downKbitPerSecond} kbit/s | ${one.upKbitPerSecond} kbit/s | ${Number((one.loss * 100).toFixed(4))}% | ${one.source} |`,
  );
  return ['## Network presets', '', head, ...rows, ''].join('\n');
}

interface Place {
  readonly path: string;
  readonly schema: Schema;
}

/** Adds a section for a map with keys, and after it those of what stands below. */
function addSections(sections: string[], place: Place): void {
  const { path, schema } = place;
  const properties = child(schema, 'properties');
  const keys = Object.keys(properties);
  if (keys.length > 0) sections.push(section(place, keys));
  for (const key of keys)
    addBelow(sections, { path: path === '' ? key : `${path}.${key}`, schema: child(properties, key) });
  for (const variant of variantsOf(schema)) addVariant(sections, place, variant);
}

/** Goes through what is no map with keys itself, to the maps with keys in it. */
function addBelow(sections: string[], { path, schema }: Place): void {
  if ('then' in schema || 'else' in schema) {
    addBelow(sections, { path, schema: child(schema, 'then') });
    addBelow(sections, { path, schema: child(schema, 'else') });
  } else if ('items' in schema) addBelow(sections, { path: `${path}[]`, schema: child(schema, 'items') });
  else if ('properties' in schema) addSections(sections, { path, schema });
  else if (isSchema(schema['additionalProperties'])) {
    addBelow(sections, { path: `${path}.<name>`, schema: child(schema, 'additionalProperties') });
  }
}

interface Variant {
  readonly key: string;
  readonly value: string;
  readonly schema: Schema;
}

function variantsOf(schema: Schema): readonly Variant[] {
  const all = Array.isArray(schema['allOf']) ? schema['allOf'].filter(isSchema) : [];
  return all.flatMap((one) => {
    const condition = child(child(one, 'if'), 'properties');
    return Object.keys(condition).map((key) => ({
      key,
      value: String(child(condition, key)['const']),
      schema: child(one, 'then'),
    }));
  });
}

function addVariant(sections: string[], place: Place, { key, value, schema }: Variant): void {
  const common = Object.keys(child(place.schema, 'properties'));
  const properties = child(schema, 'properties');
  const own = Object.keys(properties).filter((name) => !common.includes(name));
  const title = `${place.path} (${key}: ${value})`;
  if (own.length === 0) {
    sections.push(`### ${code(title)}\n\n${schema['description']} No further keys.\n`);
    return;
  }
  sections.push(section({ path: title, schema }, own));
  for (const name of own)
    addBelow(sections, { path: `${place.path}.${name}`, schema: child(properties, name) });
}

function section({ path, schema }: Place, keys: readonly string[]): string {
  const properties = child(schema, 'properties');
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const rows = keys.map((key) => {
    const value = child(properties, key);
    const fallback = required.includes(key) ? 'required' : shownDefault(value);
    return `| ${code(key)} | ${formOf(value)} | ${fallback} | ${exampleOf(value)} | ${cell(String(value['description']))} |`;
  });
  const title = path === '' ? '## The file' : `### ${code(path)}`;
  const table = ['| key | form | default | example | what it is |', '|---|---|---|---|---|', ...rows];
  return [title, '', String(schema['description']), '', ...table, ''].join('\n');
}

function shownDefault(schema: Schema): string {
  if (!('default' in schema) || isEmpty(schema['default'])) return '-';
  return code(inYaml(schema['default']));
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

function exampleOf(schema: Schema): string {
  const [first] = Array.isArray(schema['examples']) ? schema['examples'] : [];
  return first === undefined ? '-' : code(inYaml(first));
}

const NAMED_FORMS: Readonly<Record<string, string>> = {
  [ELEMENT_NAME]: 'name of an element',
  [OPERATION_NAME]: 'name',
  [PART_NAME]: 'name',
  [PLAIN_NAME]: 'name',
  [HTTP]: 'method and path',
  [REQUEST]: 'method and path',
  [ROUTE]: 'path',
  [REFERENCE]: 'element.operation',
};

function formOf(schema: Schema): string {
  if ('then' in schema) {
    return [...new Set(['then', 'else'].map((key) => formOf(child(schema, key))))].join(', or ');
  }
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => code(String(value))).join(', ');
  const pattern = schema['pattern'];
  if (typeof pattern === 'string') {
    const quantity = Object.values(QUANTITIES).find((form) => form.pattern === pattern);
    return quantity ? `${quantity.id} (${quantity.unit})` : (NAMED_FORMS[pattern] ?? 'text');
  }
  switch (schema['type']) {
    case 'integer':
      return `whole number, ${schema['minimum']} to ${schema['maximum']}`;
    case 'array':
      return `list of: ${formOf(child(schema, 'items'))}`;
    case 'object':
      return 'map';
    case 'string':
      return 'text';
    case 'boolean':
      return '`true`, `false`';
    default:
      return 'any';
  }
}

/** A value in one line of YAML flow style, plain where that is safe. */
function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, inner]) => `${scalar(key)}: ${inYaml(inner)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return typeof value === 'string' ? scalar(value) : String(value);
}

function scalar(text: string): string {
  const isPlain = /^[A-Za-z0-9/][A-Za-z0-9 ./%_>*-]*$/.test(text) && !/^[0-9.]+$/.test(text);
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

/** Inside a table a bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function child(schema: Schema, name: string): Schema {
  const found = schema[name];
  return isSchema(found) ? found : {};
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
