import type { Contract, ContractOperation, JsonSchema } from './contract.ts';
import { refsIn, SCHEMAS, schemasFor } from './schema-refs.ts';

/** Keywords that say nothing about the form of the data. */
const PROSE: ReadonlySet<string> = new Set(['title', 'description', 'deprecated', 'readOnly', 'writeOnly']);

/**
 * Returns what a stand-in needs of a contract as plain JSON (the `StandInContract` of the typescript pack): per operation
 * its parameters, its request and the response it answers when all is well, and the schemas that these reach, without prose.
 */
export function compactContract(contract: Contract) {
  const operations = contract.operations.map(compactOperation);
  const named = operations.flatMap(({ request, response }) => refsIn([request, response.schema], SCHEMAS));
  return {
    title: contract.title,
    protocol: contract.protocol,
    basePath: contract.basePath,
    soap: contract.soap,
    operations,
    schemas: schemasFor(named, contract.schemas, withoutProse),
  };
}

function compactOperation(operation: ContractOperation) {
  const { id, method, path, soap, requestRequired } = operation;
  const good = operation.responses.filter((r) => r.status >= 200 && r.status < 300);
  const response =
    good.sort((a, b) => a.status - b.status)[0] ?? operation.responses.find((r) => r.status === 0);
  return {
    id,
    method,
    path,
    soap,
    requestRequired,
    request: operation.request === null ? null : withoutProse(operation.request),
    parameters: operation.parameters.map((p) => ({ name: p.name, in: p.in, required: p.required })),
    response: {
      status: response === undefined || response.status === 0 ? 200 : response.status,
      mediaType: response?.mediaType ?? '',
      schema: response === undefined || response.schema === null ? null : withoutProse(response.schema),
      examples: (response?.examples ?? []).map((example) => example.value),
    },
  };
}

/** Keywords whose value is data, where a key named `$ref` or `title` is part of it. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples']);

function withoutProse(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).filter(([key]) => !PROSE.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, lean(key, value)]));
}

/** The values of `properties` and its like are schemas under free names; those of other keywords are schemas or data. */
function lean(key: string, value: unknown): unknown {
  if (DATA.has(key) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => lean('', inner));
  if (key === 'properties' || key === 'patternProperties' || key === 'dependentSchemas') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, lean('', inner)]));
  }
  return withoutProse(value as JsonSchema);
}
