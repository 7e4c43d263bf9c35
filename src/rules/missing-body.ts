import { hasBody } from '../expressions/call-input.ts';
import { type ContractShapes, createContractShapes } from '../expressions/contract-shapes.ts';
import { readsField } from '../expressions/fields-read.ts';
import { expressionsOf, type ModelExpression } from '../expressions/model-expressions.ts';
import { requiredOf } from '../expressions/shape.ts';
import { answeringOperation } from '../model/exercised-edges.ts';
import type { Gather, IntegrationCall, Model, RequestStep } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { pathOfPart } from './shared/parts.ts';
import { requestSteps } from './shared/placeholders.ts';

/** Requests that hand in nothing where something is asked for. */
export const missingBody: Rule = {
  id: 'missing-body',
  group: 'journeys',
  severity: 'warning',
  summary: 'A step sends no body, and what answers it needs one.',
  why: 'The simulation then measures how quickly a request is refused, or what a backend makes of an empty order.',
  example: {
    bad: `
devices:
  shopper-app:
    journeys:
      buy: { steps: [POST /orders] }
`,
    good: `
devices:
  shopper-app:
    journeys:
      buy: { steps: [{ request: POST /orders, body: { items: [{ sku: '{sku}', quantity: 1 }] } }] }
`,
  },
  check: (model, report) => {
    const needs = createNeeds(model);
    for (const app of model.devices) {
      for (const { step, journey, path } of requestSteps(app)) {
        if (step.body !== undefined || !hasBody(step.method)) continue;
        const need = needOf(step, needs);
        if (need === null) continue;
        report({
          message: `step "${step.label}" of journey "${journey.name}" has no body, and ${need}`,
          span: step.span,
          path,
          hint: `write it as "{ request: ${step.label}, body: { ... } }"`,
        });
      }
    }
  },
};

interface Needs {
  readonly shapes: ContractShapes;
  /** By path in the blueprint. */
  readonly expressions: ReadonlyMap<string, ModelExpression>;
}

function createNeeds(model: Model): Needs {
  const expressions = new Map(expressionsOf(model).map((one) => [one.path, one]));
  return { shapes: createContractShapes(), expressions };
}

/** Returns what needs a body, as the rest of a sentence; null: nothing does. */
function needOf(step: RequestStep, needs: Needs): string | null {
  const { to } = step.route;
  if (to.tier === 'mobileServices')
    return step.method === 'POST' ? `mobile service "${to.name}" takes an object` : null;
  const operation = answeringOperation(to, step);
  for (const gather of operation?.gathers ?? []) {
    const path = operation === null ? '' : `${pathOfPart(operation, gather)}.sends`;
    if (readsBody(needs, path)) return `part "${gather.part}" is made of it`;
    const need = gather.sends === null ? handedOn(needs, gather) : null;
    if (need !== null) return need;
  }
  return null;
}

/** Without `sends`, a part's call gets the body as it is. */
function handedOn(needs: Needs, { from }: Gather): string | null {
  if (from.type === 'mobileService') {
    const takes = hasBody(from.operation.method) && from.operation.method === 'POST';
    return takes ? `"${from.element.name}.${from.operation.name}" takes it` : null;
  }
  const { element, operation } = from;
  if (!hasBody(operation.http.method)) return null;
  if (readsBody(needs, `${operation.path}.sends`)) return `"${element.name}.${operation.name}" is made of it`;
  const isNeeded = operation.sends === null && backendNeeds(needs, from);
  return isNeeded ? `"${element.reaches.name}.${operation.calls.id}" needs one` : null;
}

function backendNeeds({ shapes }: Needs, { element, operation }: IntegrationCall): boolean {
  const { calls, http } = operation;
  if (!hasBody(calls.method)) return false;
  const required = requiredOf(shapes.request(element.reaches.contract, calls));
  if (calls.soap !== null) return required.some((name) => !http.parameters.includes(name));
  return calls.requestRequired || required.length > 0;
}

function readsBody({ expressions }: Needs, path: string): boolean {
  const reading = expressions.get(path)?.reading;
  return reading?.type === 'tree' && readsField(reading.tree, 'body');
}
