import type { Check } from '../../templates/typescript/kit/src/check-value.ts';
import type { FieldError } from '../../templates/typescript/kit/src/schema.ts';
import { hasBody } from '../expressions/call-input.ts';
import { operationBodies } from '../expressions/operation-bodies.ts';
import { answeringOperation } from '../model/exercised-edges.ts';
import { fillBody } from '../model/fill-placeholders.ts';
import { memoised } from '../model/memo.ts';
import type { DeviceApp, FrontendOperation, RequestStep } from '../model/model.ts';
import { jsonPointer, pointerTokens } from '../source/json-pointer.ts';
import type { Span } from '../source/source.ts';
import type { Rule } from './rule.ts';
import { bodyCheck } from './shared/body-check.ts';
import { placeholdersIn, requestSteps } from './shared/placeholders.ts';
import { quotedList } from './shared/wording.ts';

/** Bodies that the services behind refuse. */
export const refusedBody: Rule = {
  id: 'refused-body',
  group: 'journeys',
  severity: 'warning',
  summary: 'A step sends a body that the service which answers it refuses.',
  why: 'Services check what they are sent against the contracts behind them: every such request ends with 400 before a backend is asked.',
  example: {
    bad: `
devices:
  shopper-app:
    journeys:
      buy: { steps: [{ request: POST /orders, body: { items: [{ sku: '{sku}', quantity: one }] } }] }
`,
    good: `
devices:
  shopper-app:
    journeys:
      buy: { steps: [{ request: POST /orders, body: { items: [{ sku: '{sku}', quantity: 1 }] } }] }
`,
  },
  check: (model, report) => {
    const checkOf = memoised((operation: FrontendOperation) =>
      bodyCheck(operationBodies(model).ofFrontend(operation)),
    );
    for (const app of model.devices) {
      for (const { step, journey, path } of requestSteps(app)) {
        const { to } = step.route;
        if (step.body === undefined || to.tier !== 'frontends') continue;
        const operation = answeringOperation(to, step);
        const check = operation === null ? null : checkOf(operation);
        const refusal = check === null ? null : refusalOf(step, app, check);
        if (operation === null || refusal === null) continue;
        report({
          message: `step "${step.label}" of journey "${journey.name}" sends a body that "${to.name}.${operation.name}" refuses: ${detailOf(refusal)}`,
          span: placeOf(step, refusal.first),
          path: `${path}.body`,
          hint: hintOf(operation),
        });
      }
    }
  },
};

interface Refusal {
  readonly first: FieldError;
  /** How many more mistakes there are. */
  readonly more: number;
  /** What stands for the placeholders at that place; empty where there are none. */
  readonly filled: readonly (readonly [name: string, value: string | number])[];
}

/** So many values of the data are tried: what is wrong with one is most often wrong with the first. */
const MOST_FILLINGS = 20;

/**
 * Returns what is said of the body as the phones send it, filled with the values of the data in turn; null: it is taken. What a
 * placeholder without data would be is not asked: that there is none is another rule's finding.
 */
function refusalOf({ body }: RequestStep, { data }: DeviceApp, check: Check): Refusal | null {
  const valuesOf = (name: string) => (Object.hasOwn(data, name) ? data[name] : undefined) ?? [];
  const namesAt = ({ pointer }: FieldError) => [...placeholdersIn(valueAt(body, pointerTokens(pointer)))];
  const isKnown = (error: FieldError) => namesAt(error).every((name) => valuesOf(name).length > 0);
  const counts = [...placeholdersIn(body)].map((name) => valuesOf(name).length);
  const fillings = Math.min(MOST_FILLINGS, Math.max(1, ...counts));
  for (let at = 0; at < fillings; at++) {
    const lookUp = (name: string) => {
      const values = valuesOf(name);
      return values[at % values.length] ?? name;
    };
    const [first, ...others] = check(fillBody(body, lookUp)).filter(isKnown);
    if (first === undefined) continue;
    const filled = namesAt(first).map((name) => [name, lookUp(name)] as const);
    return { first, more: others.length, filled };
  }
  return null;
}

/** Returns the text at a place of a body; undefined where there is none, or something larger. */
function valueAt(body: unknown, tokens: readonly string[]): string | undefined {
  const value = tokens.reduce((at: unknown, token) => Object(at)[token], body);
  return typeof value === 'string' ? value : undefined;
}

function detailOf({ first, more, filled }: Refusal): string {
  const name = pointerTokens(first.pointer).join('.');
  const field = name === '' ? 'it' : `"${name}"`;
  const given = filled.map(([placeholder, value]) => `"{${placeholder}}" is ${JSON.stringify(value)}`);
  const where = given.length === 0 ? '' : ` where ${given.join(' and ')}`;
  return `${field} ${first.detail}${where}${more === 0 ? '' : `, and ${more} more`}`;
}

/** What is not there has the place of what it would stand in. */
function placeOf({ bodyPlaces, span }: RequestStep, { pointer }: FieldError): Span {
  for (let tokens = pointerTokens(pointer); ; tokens = tokens.slice(0, -1)) {
    const place = bodyPlaces.get(jsonPointer(tokens));
    if (place !== undefined) return place;
    if (tokens.length === 0) return span;
  }
}

function hintOf({ gathers }: FrontendOperation): string {
  const backends = gathers.flatMap(({ from, optional }) =>
    from.type === 'integration' && !optional && hasBody(from.operation.http.method)
      ? [from.element.reaches.name]
      : [],
  );
  const names = [...new Set(backends)];
  return `it has to fit the contract${names.length === 1 ? '' : 's'} of ${quotedList(names)}`;
}
