import type { IntegrationOperation, Model } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { partsOf, pathOfPart } from './shared/parts.ts';

/** Requests that look as if they only read, and write. */
export const unsafeGet: Rule = {
  id: 'unsafe-get',
  group: 'contracts',
  severity: 'warning',
  summary: 'A GET changes something behind it.',
  why: 'A GET may be repeated, kept in a cache and made in advance by anybody on its way: what it changes is changed again, or not at all.',
  example: {
    bad: `
integrations:
  erp-integration:
    operations:
      createOrder: { http: GET /new-order, sends: '{ "customerNumber": query.customerId, "line": [query.sku.{ "material": $, "quantity": 1 }] }' }
`,
    good: `
integrations:
  erp-integration:
    operations:
      createOrder: { http: POST /new-order }
`,
  },
  check: (model, report) => {
    reportParts(model, report);
    for (const { name, operations, reaches } of model.integrations) {
      for (const operation of operations) {
        if (!isSafe(operation.http.method) || !changes(operation)) continue;
        report({
          message: `"${name}.${operation.name}" is a ${operation.http.method}, and calls "${reaches.name}.${operation.calls.id}", which changes something`,
          span: operation.written.get('http') ?? operation.span,
          path: `${operation.path}.http`,
          hint: 'make it a POST, PUT, PATCH or DELETE',
        });
      }
    }
  },
};

function reportParts(model: Model, report: Parameters<Rule['check']>[1]): void {
  for (const { frontend, operation, gather } of partsOf(model)) {
    const { from } = gather;
    if (from.type !== 'integration') continue;
    const { method } = from.operation.http;
    if (!isSafe(operation.http.method) || isSafe(method)) continue;
    report({
      message: `"${frontend.name}.${operation.name}" is a ${operation.http.method}, and gathers from "${from.element.name}.${from.operation.name}", which is a ${method}`,
      span: gather.written.get('from') ?? gather.span,
      path: `${pathOfPart(operation, gather)}.from`,
      hint: 'make it a POST, PUT, PATCH or DELETE',
    });
  }
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

const READING: ReadonlySet<string> = new Set(
  'find search query list get read look lookup fetch filter calculate compute check validate count price quote estimate preview'.split(
    ' ',
  ),
);
const WRITING: ReadonlySet<string> = new Set(
  'create update delete remove add set cancel insert save place submit register change replace post'.split(
    ' ',
  ),
);

/**
 * A SOAP operation is always a POST: there only its name tells. With REST the method does, but for a POST that is one because
 * its question is too long for a query: again by its name, or by the end of its path.
 */
function changes({ calls }: IntegrationOperation): boolean {
  if (calls.soap !== null) return WRITING.has(firstWord(calls.id));
  if (isSafe(calls.method)) return false;
  const end = calls.path.split('/').findLast((segment) => !segment.startsWith('{')) ?? '';
  return calls.method !== 'POST' || ![calls.id, end].some((name) => READING.has(firstWord(name)));
}

/** Returns `create` of `CreateOrder` and of `create-order`. */
function firstWord(name: string): string {
  return /^[A-Za-z]?[a-z]*/.exec(name)?.[0].toLowerCase() ?? '';
}
