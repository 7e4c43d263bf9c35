/**
 * What is expected at a place of an OpenAPI or Swagger document: something that may be a reference, a map of such under
 * free names (`names` tells nothing of its values, `…s` does), data, or the name of a schema in a discriminator.
 */
export type Expected =
  | 'document'
  | 'schema'
  | 'schemas'
  | 'parameter'
  | 'parameters'
  | 'response'
  | 'responses'
  | 'requestBody'
  | 'requestBodies'
  | 'header'
  | 'headers'
  | 'example'
  | 'examples'
  | 'pathItem'
  | 'pathItems'
  | 'operation'
  | 'components'
  | 'media'
  | 'medias'
  | 'callback'
  | 'callbacks'
  | 'discriminator'
  | 'references'
  | 'reference'
  | 'names'
  | 'data';

/** Maps under free names, and lists, with what their values are. */
const VALUES: Partial<Record<Expected, Expected>> = {
  schemas: 'schema',
  parameters: 'parameter',
  responses: 'response',
  requestBodies: 'requestBody',
  headers: 'header',
  examples: 'example',
  pathItems: 'pathItem',
  medias: 'media',
  callbacks: 'callback',
  callback: 'pathItem',
  references: 'reference',
  names: 'data',
};

const SCHEMA_KEYS: Readonly<Record<string, Expected>> = {
  items: 'schema',
  additionalProperties: 'schema',
  additionalItems: 'schema',
  unevaluatedProperties: 'schema',
  unevaluatedItems: 'schema',
  not: 'schema',
  contains: 'schema',
  propertyNames: 'schema',
  if: 'schema',
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: 'schema',
  else: 'schema',
  allOf: 'schemas',
  oneOf: 'schemas',
  anyOf: 'schemas',
  prefixItems: 'schemas',
  properties: 'schemas',
  patternProperties: 'schemas',
  dependentSchemas: 'schemas',
  $defs: 'schemas',
  definitions: 'schemas',
  discriminator: 'discriminator',
};

const METHOD_KEYS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const KEYS: Partial<Record<Expected, Readonly<Record<string, Expected>>>> = {
  document: {
    paths: 'pathItems',
    webhooks: 'pathItems',
    components: 'components',
    definitions: 'schemas',
    parameters: 'parameters',
    responses: 'responses',
  },
  components: {
    schemas: 'schemas',
    parameters: 'parameters',
    responses: 'responses',
    requestBodies: 'requestBodies',
    headers: 'headers',
    examples: 'examples',
    pathItems: 'pathItems',
    callbacks: 'callbacks',
  },
  pathItem: {
    parameters: 'parameters',
    ...Object.fromEntries(METHOD_KEYS.map((method) => [method, 'operation' as const])),
  },
  operation: {
    parameters: 'parameters',
    requestBody: 'requestBody',
    responses: 'responses',
    callbacks: 'callbacks',
  },
  parameter: { schema: 'schema', content: 'medias', examples: 'examples' },
  header: { schema: 'schema', content: 'medias', examples: 'examples' },
  requestBody: { content: 'medias' },
  response: { content: 'medias', headers: 'headers', schema: 'schema' },
  media: { schema: 'schema', examples: 'examples' },
  discriminator: { mapping: 'references' },
  schema: SCHEMA_KEYS,
};

/** Returns what is expected under a key (or at an index) of what is expected above it. */
export function expectedAt(above: Expected, key: string): Expected {
  const value = VALUES[above];
  if (value !== undefined) return value;
  const keys = KEYS[above];
  return keys !== undefined && Object.hasOwn(keys, key) ? (keys[key] ?? 'data') : 'data';
}

/** True where nothing is a reference, whatever it looks like. */
export function isData(expected: Expected): boolean {
  return expected === 'data' || expected === 'reference';
}
