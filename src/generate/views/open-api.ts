import type { Contract, ContractOperation, JsonSchema } from '../../contracts/contract.ts';
import type { KindOperation } from '../../kinds/kind.ts';
import { takesPath } from '../../model/http-path.ts';
import type {
  Element,
  Frontend,
  FrontendOperation,
  Gateway,
  Http,
  Integration,
  IntegrationOperation,
  Model,
} from '../../model/model.ts';

type Document = { readonly [key: string]: unknown };

interface Described {
  readonly method: string;
  readonly path: string;
  readonly operation: Document;
}

/** Returns the OpenAPI 3.1 document of a frontend: its answers are objects with a key for each part. */
export function frontendApi(model: Model, frontend: Frontend): Document {
  return documentOf(model, frontend, { operations: frontend.operations.map(describeFrontend) });
}

/** Returns the OpenAPI 3.1 document of an integration; what passes untranslated has the schemas of the contract. */
export function integrationApi(model: Model, integration: Integration): Document {
  const { contract } = integration.reaches;
  const operations = integration.operations.map((operation) => describeIntegration(operation, contract));
  return documentOf(model, integration, { operations, schemas: schemasFor(operations, contract) });
}

/** Returns the OpenAPI 3.1 document of what phones may call: the operations that the gateway's routes lead to. */
export function gatewayApi(model: Model, gateway: Gateway): Document {
  const operations = gateway.routes.flatMap((route) => {
    const all =
      route.to.tier === 'frontends'
        ? route.to.operations.map(describeFrontend)
        : route.to.kind.operations.filter(({ audience }) => audience === 'device').map(describeKind);
    return all
      .filter(({ path }) => takesPath(route.pattern, path))
      .map(({ operation, ...http }) => {
        const security = route.public || gateway.authenticates === null ? [] : [{ device: [] }];
        return { ...http, operation: { ...operation, tags: [route.to.name], security } };
      });
  });
  const device = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' };
  const securitySchemes = gateway.authenticates === null ? undefined : { device };
  return documentOf(model, gateway, { operations, securitySchemes });
}

interface Parts {
  readonly operations: readonly Described[];
  readonly schemas?: Document;
  readonly securitySchemes?: Document | undefined;
}

function documentOf(
  model: Model,
  element: Element,
  { operations, schemas, securitySchemes }: Parts,
): Document {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, operation } of operations) {
    const known = paths[path];
    if (known === undefined) paths[path] = { [method.toLowerCase()]: operation };
    else known[method.toLowerCase()] ??= operation;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: element.title,
      description: element.description === '' ? undefined : element.description,
      version: '0.1.0',
      contact: { name: element.owner === '' ? model.owner : element.owner },
    },
    servers: [{ url: `http://${element.name}:8080` }],
    paths,
    components: { schemas: { ...schemas, Problem: PROBLEM }, securitySchemes },
  };
}

function describeFrontend(operation: FrontendOperation): Described {
  const parts = operation.gathers.map(({ part, optional }) => [
    part,
    optional ? { description: 'Null where it could not be had; it is then named in "missing".' } : {},
  ]);
  const missing = {
    type: 'array',
    items: { type: 'string' },
    description: 'Optional parts that could not be had.',
  };
  const schema = {
    type: 'object',
    properties: { ...Object.fromEntries(parts), missing },
    required: operation.gathers.map(({ part }) => part),
  };
  return {
    ...httpOf(operation.http),
    operation: {
      operationId: operation.name,
      summary: operation.title,
      parameters: parametersOf(operation.http.path),
      requestBody: requestBodyOf(operation.http.method, {}),
      responses: responsesOf({ description: 'All parts', content: { 'application/json': { schema } } }),
    },
  };
}

function describeIntegration(operation: IntegrationOperation, contract: Contract): Described {
  const { calls } = operation;
  const answer = operation.maps === null ? answerSchema(calls) : null;
  const request = operation.sends === null ? (calls.request ?? {}) : {};
  return {
    ...httpOf(operation.http),
    operation: {
      operationId: operation.name,
      summary: operation.title,
      description: `Reaches ${calls.id} of ${contract.title}.`,
      parameters: parametersOf(operation.http.path, operation.sends === null ? calls : undefined),
      requestBody: requestBodyOf(operation.http.method, request),
      responses: responsesOf({
        description: 'What the backend answered, translated',
        content: { 'application/json': { schema: answer ?? {} } },
      }),
    },
  };
}

function describeKind(operation: KindOperation): Described {
  return {
    method: operation.method,
    path: operation.path,
    operation: {
      operationId: operation.name,
      summary: operation.summary,
      parameters: parametersOf(operation.path),
      requestBody: requestBodyOf(operation.method, {}),
      responses: { '2XX': { description: 'Done' }, default: PROBLEM_RESPONSE },
    },
  };
}

function httpOf({ method, path }: Http) {
  return { method, path };
}

function parametersOf(path: string, calls?: ContractOperation): readonly Document[] | undefined {
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => {
    const known = calls?.parameters.find((parameter) => parameter.in === 'path' && parameter.name === name);
    return { name, in: 'path', required: true, schema: { type: typeOf(known?.schema) ?? 'string' } };
  });
  const inQuery = (calls?.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required }) => ({ name, in: 'query', required, schema: {} }));
  const all = [...inPath, ...inQuery];
  return all.length === 0 ? undefined : all;
}

function typeOf(schema: JsonSchema | undefined): unknown {
  return schema?.['type'];
}

function requestBodyOf(method: string, schema: JsonSchema): Document | undefined {
  if (!['POST', 'PUT', 'PATCH'].includes(method)) return undefined;
  return { content: { 'application/json': { schema: asComponent(schema) } } };
}

function responsesOf(good: Document): Document {
  return { '200': good, default: PROBLEM_RESPONSE };
}

function answerSchema({ responses }: ContractOperation): unknown {
  const good = responses.find(({ status, schema }) => status >= 200 && status < 300 && schema !== null);
  return good?.schema === undefined || good.schema === null ? null : asComponent(good.schema);
}

/** The contract's schemas that the operations refer to, and what these refer to. */
function schemasFor(operations: readonly Described[], contract: Contract): Document {
  const found = new Map<string, unknown>();
  const waiting = refsIn(operations);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const schema = contract.schemas[name];
    if (found.has(name) || schema === undefined) continue;
    const component = asComponent(schema);
    found.set(name, component);
    waiting.push(...refsIn(component));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const COMPONENTS = '#/components/schemas/';

function asComponent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asComponent);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) =>
    key === '$ref' && typeof item === 'string'
      ? [key, item.replace('#/schemas/', COMPONENTS)]
      : [key, asComponent(item)],
  );
  return Object.fromEntries(entries);
}

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' && typeof item === 'string' && item.startsWith(COMPONENTS)
      ? [item.slice(COMPONENTS.length)]
      : refsIn(item),
  );
}

const PROBLEM = {
  description: 'Problem details (RFC 9457)',
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
  },
};

const PROBLEM_RESPONSE = {
  description: 'Why it could not be done',
  content: { 'application/problem+json': { schema: { $ref: `${COMPONENTS}Problem` } } },
};
