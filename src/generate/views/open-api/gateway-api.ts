import type { KindOperation } from '../../../kinds/kind.ts';
import type { Gateway, Model, Route } from '../../../model/model.ts';
import { createPathIndex } from '../../../model/path-index.ts';
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
  const isSecured = gateway.authenticates !== null;
  const operations = gateway.routes.flatMap((route) =>
    operationsBehind(route)
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
  return documentOf(model, gateway, { operations, securitySchemes: isSecured ? { device } : undefined });
}

function operationsBehind({ to }: Route): readonly Described[] {
  return to.tier === 'frontends'
    ? to.operations.map(describeFrontendOperation)
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
