import { isFields } from '@lintel/kit';

/** A parsed document of OpenAPI. */
export type OpenApi = Readonly<Record<string, unknown>>;

export interface FoundOperation {
  readonly method: string;
  readonly path: string;
  readonly item: OpenApi;
  readonly operation: OpenApi;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Returns every operation of a document, with the path item that it stands in. */
export function operationsOf(document: OpenApi): readonly FoundOperation[] {
  return Object.entries(fieldsAt(document, 'paths')).flatMap(([path, value]) => {
    const item = fieldsOf(value);
    return METHODS.filter((method) => method in item).map((method) => {
      return { method, path, item, operation: fieldsOf(item[method]) };
    });
  });
}

/** Returns what is wrong with a document beside the schemas themselves; nothing if it is sound. */
export function findProblems(document: OpenApi): readonly string[] {
  const operations = operationsOf(document);
  const ids = operations.map(({ operation }) => String(operation['operationId']));
  const paths = Object.keys(fieldsAt(document, 'paths'));
  const info = fieldsAt(document, 'info');
  return [
    ...['title', 'version']
      .filter((key) => typeof info[key] !== 'string' || info[key] === '')
      .map((key) => `info has no ${key}`),
    ...repeated(ids).map((id) => `operationId ${id} is not unique`),
    ...repeated(paths.map((path) => path.replaceAll(/\{[^}]*\}/g, '{}'))).map((path) => `two paths ${path}`),
    ...paths.filter((path) => !/^\/[^?#]*$/.test(path)).map((path) => `${path} is no path`),
    ...operations.flatMap((found) => operationProblems(document, found)),
    ...refsIn(document)
      .filter((ref) => !isFields(resolved(document, ref)))
      .map((ref) => `${ref} leads nowhere`),
  ];
}

function operationProblems(document: OpenApi, { method, path, item, operation }: FoundOperation) {
  const where = `${method} ${path}`;
  const parameters = [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')].map(fieldsOf);
  const inPath = parameters.filter((parameter) => parameter['in'] === 'path');
  const wanted = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => String(name));
  const responses = Object.entries(fieldsAt(operation, 'responses'));
  const bodies = [fieldsAt(operation, 'requestBody'), ...responses.map(([, response]) => fieldsOf(response))];
  return [
    ...(String(inPath.map(({ name }) => name).sort()) === String(wanted.sort())
      ? []
      : [`${where}: its path has other parameters than it describes`]),
    ...repeated(parameters.map((parameter) => `${parameter['in']} ${parameter['name']}`)).map(
      (parameter) => `${where}: describes the ${parameter} twice`,
    ),
    ...parameters
      .filter((parameter) => !isFields(parameter['schema']))
      .map(({ name }) => `${where}: ${name} has no schema`),
    ...inPath.filter(({ required }) => required !== true).map(({ name }) => `${where}: ${name} is optional`),
    ...(responses.length > 0 ? [] : [`${where}: no responses`]),
    ...responses
      .filter(([status]) => !/^(default|[1-5](\d\d|XX))$/.test(status))
      .map(([status]) => `${where}: ${status} is no status`),
    ...responses
      .map(([status, response]) => ({ status, response: dereferenced(document, response) }))
      .filter(({ response }) => typeof response['description'] !== 'string')
      .map(({ status }) => `${where}: ${status} has no description`),
    ...bodies
      .flatMap((body) => Object.keys(fieldsAt(body, 'content')))
      .filter((type) => !/^[\w.*+-]+\/[\w.*+-]+(;.*)?$/.test(type))
      .map((type) => `${where}: ${type} is no media type`),
  ];
}

/** Returns a JSON pointer for each place of a document that holds a schema, itself or by a reference. */
export function schemaPointers(document: OpenApi): readonly string[] {
  const named = Object.keys(fieldsAt(fieldsAt(document, 'components'), 'schemas'));
  const inOperations = operationsOf(document).flatMap(({ method, path, operation }) => {
    const bodies = [
      { keys: ['requestBody'], body: fieldsAt(operation, 'requestBody') },
      ...Object.entries(fieldsAt(operation, 'responses')).map(([status, response]) => {
        return { keys: ['responses', status], body: fieldsOf(response) };
      }),
    ];
    const media = bodies.flatMap(({ keys, body }) =>
      Object.entries(fieldsAt(body, 'content'))
        .filter(([, content]) => 'schema' in fieldsOf(content))
        .map(([type]) => [...keys, 'content', type, 'schema']),
    );
    const parameters = listAt(operation, 'parameters').map((_, at) => ['parameters', `${at}`, 'schema']);
    return [...media, ...parameters].map((keys) => ['paths', path, method, ...keys]);
  });
  const all = [...named.map((name) => ['components', 'schemas', name]), ...inOperations];
  return all.map((keys) => keys.map((key) => `/${escaped(key)}`).join(''));
}

function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** References stand everywhere but in examples and other data. */
function refsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === '$ref' && typeof inner === 'string') return [inner];
    const isData = ['example', 'examples', 'value', 'const', 'enum'].includes(key) && !isFields(inner);
    return isData || key === 'examples' ? [] : refsIn(inner);
  });
}

function dereferenced(document: OpenApi, value: unknown): OpenApi {
  const fields = fieldsOf(value);
  return typeof fields['$ref'] === 'string' ? fieldsOf(resolved(document, fields['$ref'])) : fields;
}

function resolved(document: OpenApi, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined;
  const keys = ref.slice(2).split('/');
  return keys.reduce<unknown>(
    (inner, key) => fieldsOf(inner)[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  );
}

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, at) => texts.indexOf(text) !== at);
}

function fieldsOf(value: unknown): OpenApi {
  return isFields(value) ? value : {};
}

function fieldsAt(value: OpenApi, key: string): OpenApi {
  return fieldsOf(value[key]);
}

function listAt(value: OpenApi, key: string): readonly unknown[] {
  const list = value[key];
  return Array.isArray(list) ? list : [];
}
