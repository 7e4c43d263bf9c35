import { operationBodies, schemasOfBodies, type TakenBody } from '../../../expressions/operation-bodies.ts';
import type { Frontend, FrontendOperation, Model } from '../../../model/model.ts';
import { componentsFor } from './components.ts';
import {
  type Described,
  type Document,
  documentOf,
  PROBLEM_RESPONSE,
  pathParameters,
  requestBodyOf,
} from './document.ts';

/** Returns the OpenAPI 3.1 document of a frontend: its answers are objects with a key for each part. */
export function frontendApi(model: Model, frontend: Frontend): Document {
  const bodies = frontend.operations.map(operationBodies(model).ofFrontend);
  const operations = frontend.operations.map((operation, at) =>
    describeFrontendOperation(operation, bodies[at] ?? null),
  );
  const schemas = componentsFor(operations, schemasOfBodies(bodies));
  return documentOf(model, frontend, { operations, schemas });
}

/** Returns one operation of a frontend, which takes such a body. */
export function describeFrontendOperation(operation: FrontendOperation, body: TakenBody | null): Described {
  const { method, path } = operation.http;
  const content = { 'application/json': { schema: answerSchema(operation) } };
  return {
    method,
    path,
    operation: {
      operationId: operation.name,
      summary: operation.title,
      parameters: pathParameters(path),
      requestBody: requestBodyOf(method, body),
      responses: { '200': { description: 'All parts', content }, default: PROBLEM_RESPONSE },
    },
  };
}

function answerSchema({ gathers }: FrontendOperation): Document {
  const parts = gathers.map(({ part, optional }) => [
    part,
    optional ? { description: 'Null where it could not be had; it is then named in "missing".' } : {},
  ]);
  const missing = {
    type: 'array',
    items: { type: 'string' },
    description: 'Optional parts that could not be had.',
  };
  return {
    type: 'object',
    properties: { ...Object.fromEntries(parts), missing },
    required: gathers.map(({ part }) => part),
  };
}
