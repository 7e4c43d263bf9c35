import type { CallContext, Caller, Input } from './context.ts';
import { type Fields, isFields } from './fields.ts';
import { badRequest } from './problem.ts';

/** A request to another service, as an operation declares it. */
export interface RequestTemplate {
  readonly operation: string;
  readonly method: string;
  /** `/customers/{id}`. */
  readonly path: string;
  /** What the service takes by name beside that. */
  readonly takes?: readonly string[];
}

/** A request with its path filled in and its body chosen. */
export interface FilledRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const bodyless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

/**
 * Fills a request from what an expression made for it: fields that the path names go there, the rest is the body, or the
 * query where the method has no body.
 */
export function fillFrom(template: RequestTemplate, made: unknown): FilledRequest {
  const fields = isFields(made) ? made : {};
  const used = new Set<string>();
  const path = template.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) => {
    used.add(name);
    return segment(name, fields[name]);
  });
  const rest =
    used.size === 0 ? fields : Object.fromEntries(Object.entries(fields).filter(([name]) => !used.has(name)));
  if (bodyless.has(template.method)) return { ...template, path: path + queryString(rest) };
  return { ...template, path, body: isFields(made) ? rest : made };
}

/**
 * Fills a request by name from the request that came in: a path parameter is looked for among the parameters, then the
 * query, then the body; one that is nowhere is the caller's id. Query and body are handed on.
 */
export function fillByName(template: RequestTemplate, input: Input, { caller }: CallContext): FilledRequest {
  const { takes: _, ...request } = template;
  const body = isFields(input.body) ? input.body : {};
  const path = request.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
    segment(name, input.params[name] ?? input.query[name] ?? body[name] ?? caller?.id),
  );
  if (bodyless.has(request.method)) return { ...request, path: path + queryString(input.query) };
  return { ...request, path, body: input.body ?? {} };
}

/**
 * Fills a request by name for a caller: what the path of the request that came in does not name is the caller's id, whatever query
 * and body say, and these hand nothing else on by such a name: nobody chooses whom a request is for. Without a caller, as `fillByName`.
 */
export function fillForCaller(template: RequestTemplate, input: Input, context: CallContext): FilledRequest {
  const { caller } = context;
  if (caller === null) return fillByName(template, input, context);
  const inPath = [...template.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const own = inPath.filter((name) => input.params[name] === undefined);
  const params = { ...input.params, ...idFor(own, caller) };
  const given = idFor(template.takes ?? [], caller);
  const handedOn = <T>(fields: Readonly<Record<string, T>>) => ({ ...without(fields, own), ...given });
  const body = isFields(input.body) ? handedOn(input.body) : input.body;
  return fillByName(template, { ...input, params, query: handedOn(input.query), body }, context);
}

function idFor(names: readonly string[], { id }: Caller): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, id]));
}

function without<T>(fields: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function segment(name: string, value: unknown): string {
  if (value === undefined || value === null || value === '') throw badRequest(`"${name}" is missing`);
  const text = String(value);
  // Whoever reads the path takes these for a step within it (RFC 3986, section 5.2.4), encoded or not.
  if (text === '.' || text === '..') throw badRequest(`"${name}" cannot be "${text}"`);
  return encodeURIComponent(text);
}

function queryString(fields: Fields): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null)
        search.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
