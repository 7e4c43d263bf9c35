import { STATUS_CODES } from 'node:http';
import type { ContractOperation, ContractResponse } from '../../../contracts/contract.ts';
import type { Backend, Model } from '../../../model/model.ts';
import { asComponent, componentsFor } from './components.ts';
import {
  type Described,
  type Document,
  documentOf,
  type Parameter,
  PROBLEM_RESPONSE,
  parameterNames,
} from './document.ts';

/** What the stand-ins' runtime routes. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'PUT', 'POST', 'PATCH', 'DELETE']);

/** Headers that OpenAPI describes elsewhere, and ignores as parameters. */
const NO_PARAMETERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** Returns the OpenAPI 3.1 document of what the stand-in of a REST backend serves, whatever form its contract has. */
export function standInApi(model: Model, backend: Backend): Document {
  const { contract } = backend;
  const operations = contract.operations.filter(({ method }) => METHODS.has(method)).map(describe);
  return documentOf(model, backend, {
    operations,
    basePath: contract.basePath,
    version: contract.version,
    schemas: componentsFor(operations, contract.schemas),
  });
}

function describe(operation: ContractOperation): Described {
  const { id, method, summary } = operation;
  const path = operation.path.split(/[?#]/, 1)[0] || '/';
  return {
    method,
    path,
    operation: {
      operationId: id,
      summary: summary === '' ? undefined : summary,
      parameters: parametersOf(path, operation.parameters),
      requestBody: bodyOf(operation),
      responses: responsesOf(operation.responses),
    },
  };
}

/** A path's parameters are those that stand in it, whether the contract describes them or not. */
function parametersOf(
  path: string,
  described: ContractOperation['parameters'],
): readonly Parameter[] | undefined {
  const inPath = parameterNames(path).map((name): Parameter => {
    const known = described.find((parameter) => parameter.in === 'path' && parameter.name === name);
    if (known !== undefined) return { ...known, required: true, schema: asComponent(known.schema) };
    return { name, in: 'path', required: true, schema: { type: 'string' } };
  });
  const others = described.filter(
    ({ name, in: place }) =>
      place === 'query' || (place === 'header' && !NO_PARAMETERS.has(name.toLowerCase())),
  );
  const all = [
    ...inPath,
    ...others.map((parameter) => ({ ...parameter, schema: asComponent(parameter.schema) })),
  ];
  return all.length === 0 ? undefined : all;
}

/** Stand-ins read JSON. */
function bodyOf({ method, request, requestRequired, requestExample }: ContractOperation) {
  if (request === null || method === 'GET') return undefined;
  const content = { 'application/json': { schema: asComponent(request), example: requestExample } };
  return { required: requestRequired, content };
}

/** Beside what the contract says, the answer that is given where it promises no good one, and problem details. */
function responsesOf(responses: readonly ContractResponse[]): Document {
  const described = new Map<string, Document>();
  for (const response of responses) {
    const status = response.status === 0 ? 'default' : String(response.status);
    if (!described.has(status)) described.set(status, responseOf(response));
  }
  if (!responses.some(({ status }) => status >= 200 && status < 300)) {
    described.set('200', described.get('default') ?? { description: 'OK' });
  }
  if (!described.has('default')) described.set('default', PROBLEM_RESPONSE);
  return Object.fromEntries([...described].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function responseOf({ status, mediaType, schema, examples }: ContractResponse): Document {
  const description = status === 0 ? 'Anything else' : (STATUS_CODES[status] ?? `Status ${status}`);
  if (mediaType === '') return { description };
  const content = {
    [mediaType]: {
      schema: schema === null ? undefined : asComponent(schema),
      examples:
        examples.length === 0
          ? undefined
          : Object.fromEntries(examples.map(({ name, value }) => [name, { value }])),
    },
  };
  return { description, content };
}
