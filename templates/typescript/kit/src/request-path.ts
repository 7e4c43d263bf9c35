import type { CallContext, Input } from './context.ts';
import { badRequest } from './problem.ts';

/** A request to another service, as an operation declares it. */
export interface RequestTemplate {
  readonly operation: string;
  readonly method: string;
  /** `/customers/{id}`. */
  readonly path: string;
}

/** A request with its path filled in and its body chosen. */
export interface FilledRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

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
export function fillByName(template: RequestTemplate, input: Input, context: CallContext): FilledRequest {
  const body = isFields(input.body) ? input.body : {};
  const path = template.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
    segment(name, input.params[name] ?? input.query[name] ?? body[name] ?? context.caller?.id),
  );
  if (bodyless.has(template.method)) return { ...template, path: path + queryString(input.query) };
  return { ...template, path, body: input.body ?? {} };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function segment(name: string, value: unknown): string {
  if (value === undefined || value === null || value === '') throw badRequest(`"${name}" is missing`);
  return encodeURIComponent(String(value));
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
