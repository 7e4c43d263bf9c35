import type { Contract } from './contract.ts';
import { type ContractBudget, createContractBudget } from './contract-budget.ts';
import { type ContractFile, readOpenApi } from './openapi.ts';
import { dereferenced, isRecord, listOf, own, type PlainRecord, recordOf, textOf } from './plain-data.ts';

/** What a Swagger 2.0 parameter says about its value beside what a schema says. */
const PARAMETER_KEYS: ReadonlySet<string> = new Set([
  'name',
  'in',
  'required',
  'description',
  'collectionFormat',
]);

/**
 * Returns the contract of a Swagger 2.0 document: it is written anew in the form of OpenAPI 3 and read as such.
 * References to `#/definitions/…` stay, since they are looked up in the same document.
 * Throws a `ContractProblem` where the document cannot be understood.
 */
export function readSwagger2(
  document: PlainRecord,
  from: ContractFile,
  budget: ContractBudget = createContractBudget(),
): Contract {
  const paths = Object.entries(recordOf(own(document, 'paths'))).map(([path, given]) => {
    const item = dereferenced(document, given);
    const shared = listOf(own(item, 'parameters'));
    const methods = Object.entries(item).filter(([key, value]) => key !== 'parameters' && isRecord(value));
    const upgraded = methods.map(([m, o]) => [m, upgrade({ document, budget }, recordOf(o), shared)]);
    return [path, Object.fromEntries(upgraded)];
  });
  const basePath = textOf(own(document, 'basePath'));
  const upgraded = { ...document, paths: Object.fromEntries(paths), servers: [{ url: basePath }] };
  return readOpenApi(upgraded, from, budget);
}

interface Reading {
  readonly document: PlainRecord;
  readonly budget: ContractBudget;
}

function upgrade(
  { document, budget }: Reading,
  operation: PlainRecord,
  shared: readonly unknown[],
): PlainRecord {
  const given = [...shared, ...listOf(own(operation, 'parameters'))];
  const answers = Object.entries(recordOf(own(operation, 'responses')));
  budget.spend('schemas, parameters and responses', 1 + given.length + answers.length);
  const all = given.map((p) => dereferenced(document, p));
  const media = (key: 'consumes' | 'produces') => {
    const types = listOf(own(operation, key) ?? own(document, key)).map(textOf);
    budget.spend('schemas, parameters and responses', types.length);
    return types.find((type) => /[/+]json\b/i.test(type)) ?? types[0] ?? 'application/json';
  };
  const responses = answers.map(([status, response]) => [
    status,
    upgradeResponse(dereferenced(document, response), media('produces')),
  ]);
  const requestBody = bodyOf(all, media('consumes'));
  return {
    ...operation,
    parameters: all
      .filter((p) => ['path', 'query', 'header'].includes(textOf(own(p, 'in'))))
      .map((p) => ({
        name: own(p, 'name'),
        in: own(p, 'in'),
        required: own(p, 'required'),
        schema: schemaOf(p),
        example: own(p, 'x-example'),
      })),
    responses: Object.fromEntries(responses),
    ...(requestBody === null ? {} : { requestBody }),
  };
}

/** A `body` parameter is the body; `formData` parameters are the properties of one. */
function bodyOf(parameters: readonly PlainRecord[], mediaType: string): PlainRecord | null {
  const body = parameters.find((p) => own(p, 'in') === 'body');
  if (body !== undefined) {
    const examples = recordOf(own(body, 'x-examples'));
    const example = own(body, 'x-example') ?? own(examples, mediaType) ?? firstValue(examples);
    return {
      required: own(body, 'required'),
      content: {
        [mediaType]: { schema: own(body, 'schema'), ...(example === undefined ? {} : { example }) },
      },
    };
  }
  const fields = parameters.filter((p) => own(p, 'in') === 'formData');
  if (fields.length === 0) return null;
  const required = fields.filter((p) => own(p, 'required') === true).map((p) => textOf(own(p, 'name')));
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map((p) => [textOf(own(p, 'name')), schemaOf(p)])),
    required,
  };
  const formType = /form/.test(mediaType) ? mediaType : 'application/x-www-form-urlencoded';
  return { required: required.length > 0, content: { [formType]: { schema } } };
}

function firstValue(record: PlainRecord): unknown {
  for (const key in record) return own(record, key);
  return undefined;
}

function schemaOf(parameter: PlainRecord): PlainRecord {
  const schema = Object.fromEntries(Object.entries(parameter).filter(([key]) => !PARAMETER_KEYS.has(key)));
  return own(parameter, 'type') === 'file' ? { ...schema, type: 'string', format: 'binary' } : schema;
}

function upgradeResponse(response: PlainRecord, mediaType: string): PlainRecord {
  const schema = own(response, 'schema');
  const examples = recordOf(own(response, 'examples'));
  const example = own(examples, mediaType) ?? firstValue(examples);
  if (schema === undefined && example === undefined) return response;
  const content = {
    ...(schema === undefined ? {} : { schema }),
    ...(example === undefined ? {} : { example }),
  };
  return { ...response, content: { [mediaType]: content } };
}
