import type { TakenBody } from '../../../expressions/operation-bodies.ts';
import type { Element, Model } from '../../../model/model.ts';
import { asComponent } from './components.ts';

/** A part of an OpenAPI document, as plain data; properties whose value is undefined are left out. */
export type Document = { readonly [key: string]: unknown };

/** An operation and where it is found. */
export interface Described {
  /** Upper case. */
  readonly method: string;
  /** Template with `{name}` parameters. */
  readonly path: string;
  readonly operation: DescribedOperation;
}

/** An Operation Object: <https://spec.openapis.org/oas/v3.1.0#operation-object>. */
export interface DescribedOperation {
  readonly operationId: string;
  readonly summary: string | undefined;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Document[];
  readonly parameters: readonly Parameter[] | undefined;
  readonly requestBody: Document | undefined;
  readonly responses: Document;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: unknown;
  readonly example?: unknown;
}

/** What a document is made of, beside the element that it is for. */
export interface DocumentParts {
  readonly operations: readonly Described[];
  /** `''` or a path that stands before every other. */
  readonly basePath?: string;
  readonly description?: string;
  readonly version?: string;
  readonly schemas?: Document;
  readonly securitySchemes?: Document | undefined;
}

/** Returns the OpenAPI 3.1 document of an element. Of operations of one method and one path, the first counts. */
export function documentOf(model: Model, element: Element, parts: DocumentParts): Document {
  const { operations, basePath = '', version = '', schemas = {}, securitySchemes } = parts;
  const description = parts.description ?? element.description;
  return {
    openapi: '3.1.0',
    info: {
      title: element.title,
      description: description === '' ? undefined : description,
      version: version === '' ? '0.1.0' : version,
      contact: { name: element.owner === '' ? model.owner : element.owner },
    },
    servers: [{ url: `http://${element.name}:8080${basePath}` }],
    paths: pathsOf(operations),
    components: {
      schemas: Object.keys(schemas).length === 0 ? undefined : schemas,
      responses: { Problem: PROBLEM },
      securitySchemes,
    },
  };
}

/** Paths that differ in nothing but the names of their parameters are one path: the first names them. */
function pathsOf(operations: readonly Described[]): Document {
  const items = new Map<string, { readonly path: string; readonly operations: Map<string, Document> }>();
  for (const { method, path, operation } of operations) {
    const shape = path.replaceAll(/\{[^{}]*\}/g, '{}');
    const item = items.get(shape) ?? { path, operations: new Map() };
    items.set(shape, item);
    const key = method.toLowerCase();
    if (!item.operations.has(key)) {
      const from = parameterNames(path);
      item.operations.set(key, renamed(operation, new Map(zip(from, parameterNames(item.path)))));
    }
  }
  return Object.fromEntries(
    [...items.values()].map((item) => [item.path, Object.fromEntries(item.operations)]),
  );
}

function renamed(operation: DescribedOperation, names: ReadonlyMap<string, string>): Document {
  const parameters = operation.parameters?.map((parameter) =>
    parameter.in === 'path' ? { ...parameter, name: names.get(parameter.name) ?? parameter.name } : parameter,
  );
  return { ...operation, parameters };
}

function zip(from: readonly string[], to: readonly string[]): readonly (readonly [string, string])[] {
  return from.map((name, at) => [name, to[at] ?? name]);
}

/** Returns the names in braces in a path, in order, each once. */
export function parameterNames(path: string): readonly string[] {
  return [...new Set([...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name))];
}

/** Returns the parameters of a path as texts: what a path says of them. */
export function pathParameters(path: string): readonly Parameter[] | undefined {
  const names = parameterNames(path);
  if (names.length === 0) return undefined;
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

/** Returns the body of a request in JSON; undefined for methods that have none. `taken`: null where any is taken. */
export function requestBodyOf(method: string, taken: TakenBody | null = null): Document | undefined {
  if (!['POST', 'PUT', 'PATCH'].includes(method)) return undefined;
  const content = { 'application/json': { schema: asComponent(taken?.schema ?? {}) } };
  return taken?.required === true ? { required: true, content } : { content };
}

const PROBLEM = {
  description: 'Why it could not be done: problem details (RFC 9457)',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          errors: {
            type: 'array',
            description: 'What is wrong with the body, place by place',
            items: {
              type: 'object',
              properties: {
                pointer: { type: 'string', description: 'A JSON Pointer as a fragment (RFC 6901)' },
                detail: { type: 'string' },
              },
              required: ['pointer', 'detail'],
            },
          },
          traceId: { type: 'string', description: 'The trace of the request, for whoever looks into it' },
        },
      },
    },
  },
};

/** The answer of every service to what it cannot do. */
export const PROBLEM_RESPONSE: Document = { $ref: '#/components/responses/Problem' };
