import type { Contract, ContractOperation } from '../../../contracts/contract.ts';
import { operationBodies, schemasOfBodies, type TakenBody } from '../../../expressions/operation-bodies.ts';
import type { Integration, IntegrationOperation, Model } from '../../../model/model.ts';
import { asComponent, componentsFor } from './components.ts';
import {
  type Described,
  type Document,
  documentOf,
  type Parameter,
  PROBLEM_RESPONSE,
  parameterNames,
  requestBodyOf,
} from './document.ts';

/** Returns the OpenAPI 3.1 document of an integration; what passes untranslated has the schemas of the contract. */
export function integrationApi(model: Model, integration: Integration): Document {
  const { contract } = integration.reaches;
  const { ofIntegration } = operationBodies(model);
  const bodies = integration.operations.map(ofIntegration);
  const operations = integration.operations.map((operation, at) =>
    describe(operation, { contract, body: bodies[at] ?? null }),
  );
  return documentOf(model, integration, {
    operations,
    schemas: componentsFor(operations, { ...contract.schemas, ...schemasOfBodies(bodies) }),
  });
}

interface Reached {
  readonly contract: Contract;
  readonly body: TakenBody | null;
}

function describe(operation: IntegrationOperation, { contract, body }: Reached): Described {
  const { calls, sends, maps } = operation;
  const { method, path } = operation.http;
  return {
    method,
    path,
    operation: {
      operationId: operation.name,
      summary: operation.title,
      description: `Reaches ${calls.id} of ${contract.title}.`,
      parameters: parametersOf(path, sends === null ? calls.parameters : []),
      requestBody: requestBodyOf(method, body),
      responses: {
        '200': {
          description: 'What the backend answered, translated',
          content: { 'application/json': { schema: maps === null ? answerSchema(calls) : {} } },
        },
        default: PROBLEM_RESPONSE,
      },
    },
  };
}

/** The parameters of the path, and those that the backend takes in its query. */
function parametersOf(
  path: string,
  passedOn: ContractOperation['parameters'],
): readonly Parameter[] | undefined {
  const inPath = parameterNames(path).map((name): Parameter => {
    const known = passedOn.find((parameter) => parameter.in === 'path' && parameter.name === name);
    const schema = known === undefined ? { type: 'string' } : asComponent(known.schema);
    return { name, in: 'path', required: true, schema };
  });
  const inQuery = passedOn
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required, schema }): Parameter => {
      return { name, in: 'query', required, schema: asComponent(schema) };
    });
  const all = [...inPath, ...inQuery];
  return all.length === 0 ? undefined : all;
}

function answerSchema({ responses }: ContractOperation): unknown {
  const good = responses.find(({ status, schema }) => status >= 200 && status < 300 && schema !== null);
  return asComponent(good?.schema ?? {});
}
