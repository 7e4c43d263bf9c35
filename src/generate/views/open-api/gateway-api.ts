import {
  type OperationBodies,
  operationBodies,
  schemasOfBodies,
} from '../../../expressions/operation-bodies.ts';
import type { KindOperation } from '../../../kinds/kind.ts';
import type { Gateway, Model, Route } from '../../../model/model.ts';
import { createPathIndex } from '../../../model/path-index.ts';
import { componentsFor } from './components.ts';
import {
  type Described,
  type Document,
  documentOf,
  PROBLEM_RESPONSE,
  pathParameters,
  requestBodyOf,
} from './document.ts';
import { describeFrontendOperation } from './frontend-api.ts';

/** Returns the OpenAPI 3.1 document of what phones may call: the operations that the gateway's routes lead to. */
export function gatewayApi(model: Model, gateway: Gateway): Document {
  const routes = createPathIndex(gateway.routes, ({ pattern }) => pattern);
  const { ofFrontend } = operationBodies(model);
  const isSecured = gateway.authenticates !== null;
  const operations = gateway.routes.flatMap((route) =>
    operationsBehind(route, ofFrontend)
      .filter(({ path }) => routes.best(path) === route)
      .map(({ operation, ...http }): Described => {
        const name = route.to.name;
        const security = route.public || !isSecured ? [] : [{ device: [] }];
        // As blueprints name it: two services may each have an operation `register`.
        const operationId = `${name}.${operation.operationId}`;
        return { ...http, operation: { ...operation, operationId, tags: [name], security } };
      }),
  );
  const device = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' };
  const frontends = gateway.routes.flatMap(({ to }) => (to.tier === 'frontends' ? to.operations : []));
  const schemas = componentsFor(operations, schemasOfBodies(frontends.map(ofFrontend)));
  const securitySchemes = isSecured ? { device } : undefined;
  return documentOf(model, gateway, { operations, schemas, securitySchemes });
}

function operationsBehind({ to }: Route, bodyOf: OperationBodies['ofFrontend']): readonly Described[] {
  return to.tier === 'frontends'
    ? to.operations.map((operation) => describeFrontendOperation(operation, bodyOf(operation)))
    : to.kind.operations.filter(({ audience }) => audience === 'device').map(describeKindOperation);
}

function describeKindOperation({ name, method, path, summary }: KindOperation): Described {
  return {
    method,
    path,
    operation: {
      operationId: name,
      summary,
      parameters: pathParameters(path),
      requestBody: requestBodyOf(method),
      responses: { '2XX': { description: 'Done' }, default: PROBLEM_RESPONSE },
    },
  };
}
