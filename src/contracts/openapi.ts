import type { Contract, ContractOperation, ContractParameter, ContractResponse } from './contract.ts';
import { type ContractBudget, createContractBudget } from './contract-budget.ts';
import { ContractProblem } from './contract-problem.ts';
import { dereferenced, isRecord, listOf, own, type PlainRecord, recordOf, textOf } from './plain-data.ts';
import { createSchemaCollector, type SchemaCollector } from './schema.ts';
import { uniqueNames } from './unique-names.ts';

/** Where a contract was read from. */
export interface ContractFile {
  readonly file: string;
  readonly text: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Returns the contract of an OpenAPI 3.0 or 3.1 document, its operations in the order of the document.
 * Of several media types the JSON one counts. Throws a `ContractProblem` where the document cannot be understood.
 */
export function readOpenApi(
  document: PlainRecord,
  from: ContractFile,
  budget: ContractBudget = createContractBudget(),
): Contract {
  const info = recordOf(own(document, 'info'));
  const collector = createSchemaCollector(document, budget);
  const operations = readOperations({ document, collector, budget });
  if (operations.length === 0) {
    throw new ContractProblem(
      'the document has no operations',
      'declare at least one operation under "paths"',
    );
  }
  return {
    protocol: 'rest',
    ...from,
    title: textOf(own(info, 'title')),
    version: textOf(own(info, 'version')),
    basePath: basePathOf(document),
    operations,
    schemas: collector.schemas(),
    soap: null,
  };
}

/** What everything here shares while one document is read. */
interface Reading {
  readonly document: PlainRecord;
  readonly collector: SchemaCollector;
  /** What references lead to is paid for each time: a short document may repeat a long part of itself. */
  readonly budget: ContractBudget;
}

function readOperations(reading: Reading): readonly ContractOperation[] {
  const { document, budget } = reading;
  const operations: ContractOperation[] = [];
  // References need unique ids; a document that repeats one gets `list_2` for the second.
  const freeId = uniqueNames();
  for (const [path, pathItem] of Object.entries(recordOf(own(document, 'paths')))) {
    if (!path.startsWith('/')) continue;
    const item = dereferenced(document, pathItem);
    for (const method of METHODS) {
      const operation = own(item, method);
      if (!isRecord(operation)) continue;
      budget.spend('operations', 1);
      const id = freeId(referable(textOf(own(operation, 'operationId'))) || nameFor(method, path));
      const where = { id, method: method.toUpperCase(), path };
      operations.push(readOperation(reading, { where, item, operation }));
    }
  }
  return operations;
}

interface RawOperation {
  readonly where: { readonly id: string; readonly method: string; readonly path: string };
  readonly item: PlainRecord;
  readonly operation: PlainRecord;
}

function readOperation(reading: Reading, raw: RawOperation): ContractOperation {
  const { document, collector } = reading;
  const { operation } = raw;
  const body = dereferenced(document, own(operation, 'requestBody'));
  const media = mainMedia(reading, body);
  return {
    ...raw.where,
    summary: textOf(own(operation, 'summary')) || textOf(own(operation, 'description')),
    parameters: readParameters(reading, raw),
    request: media === null ? null : collector.take(own(media.content, 'schema')),
    requestRequired: own(body, 'required') === true,
    requestExample: media === null ? undefined : readExamples(reading, media.content)[0]?.value,
    responses: entriesOf(reading, own(operation, 'responses')).flatMap(([status, response]) =>
      readResponse(reading, { status, response }),
    ),
    soap: null,
  };
}

/** An operation's own parameter stands for the path item's of the same place and name. */
function readParameters(reading: Reading, raw: RawOperation): readonly ContractParameter[] {
  const { document, collector } = reading;
  const byPlace = new Map<string, ContractParameter>();
  for (const given of [...listOf(own(raw.item, 'parameters')), ...listOf(own(raw.operation, 'parameters'))]) {
    reading.budget.spend('schemas, parameters and responses', 1);
    const parameter = dereferenced(document, given);
    const place = own(parameter, 'in');
    const name = textOf(own(parameter, 'name'));
    if ((place !== 'path' && place !== 'query' && place !== 'header') || name === '') continue;
    const media = mainMedia(reading, parameter);
    byPlace.set(`${place} ${name}`, {
      name,
      in: place,
      required: place === 'path' || own(parameter, 'required') === true,
      schema: collector.take(media === null ? own(parameter, 'schema') : own(media.content, 'schema')),
      example: readExamples(reading, media?.content ?? parameter)[0]?.value,
    });
  }
  return [...byPlace.values()];
}

function readResponse(
  reading: Reading,
  given: { readonly status: string; readonly response: unknown },
): readonly ContractResponse[] {
  const { document, collector } = reading;
  const status = statusOf(given.status);
  if (status === null) return [];
  const media = mainMedia(reading, dereferenced(document, given.response));
  if (media === null) return [{ status, mediaType: '', schema: null, examples: [] }];
  const schema = own(media.content, 'schema');
  return [
    {
      status,
      mediaType: media.type,
      schema: schema === undefined ? null : collector.take(schema),
      examples: readExamples(reading, media.content),
    },
  ];
}

/** `2XX` counts as 200. */
function statusOf(text: string): number | null {
  if (text === 'default') return 0;
  if (/^[1-5]XX$/i.test(text)) return Number(text[0]) * 100;
  return /^[1-5]\d\d$/.test(text) ? Number(text) : null;
}

function entriesOf({ budget }: Reading, value: unknown): readonly (readonly [string, unknown])[] {
  const entries = Object.entries(recordOf(value));
  budget.spend('schemas, parameters and responses', entries.length);
  return entries;
}

function mainMedia(
  reading: Reading,
  holder: PlainRecord,
): { readonly type: string; readonly content: PlainRecord } | null {
  const all = entriesOf(reading, own(holder, 'content'));
  const chosen = all.find(([type]) => /[/+]json\b/i.test(type)) ?? all[0];
  return chosen === undefined ? null : { type: chosen[0], content: recordOf(chosen[1]) };
}

/** Examples given by `externalValue` are not fetched. */
function readExamples(reading: Reading, holder: PlainRecord): ContractResponse['examples'] {
  const single = own(holder, 'example');
  if (single !== undefined) return [{ name: 'example', value: single }];
  return entriesOf(reading, own(holder, 'examples')).flatMap(([name, given]) => {
    const value = own(dereferenced(reading.document, given), 'value');
    return value === undefined ? [] : [{ name, value }];
  });
}

/** The path of the first server's URL, its variables at their defaults. */
function basePathOf(document: PlainRecord): string {
  const server = recordOf(listOf(own(document, 'servers'))[0]);
  const variables = recordOf(own(server, 'variables'));
  const url = textOf(own(server, 'url')).replace(/\{([^{}]*)\}/g, (_, name: string) =>
    textOf(own(recordOf(own(variables, name)), 'default')),
  );
  const [path = ''] = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*|^\/\/[^/]*/i, '').split(/[?#]/, 1);
  return withoutLastSlashes(path.replace(/^(?=[^/])/, '/'));
}

/** A regular expression would look at a run of slashes from each of them. */
function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

/** References are one word: `Export report` is `Export_report`. */
function referable(id: string): string {
  return id.trim().replace(/\s+/g, '_');
}

function nameFor(method: string, path: string): string {
  return `${method}${path.replace(/[^A-Za-z0-9]+/g, '_')}`.replace(/_$/, '');
}
