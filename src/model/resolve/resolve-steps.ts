import { asText } from '../../blueprint/fields.ts';
import { parseRange } from '../../blueprint/quantities.ts';
import { KINDS } from '../../kinds/index.ts';
import type { Node } from '../../source/parsed-document.ts';
import type { GatewayView } from '../gateway-view.ts';
import type { Step } from '../model.ts';
import { type Resolution, reportAt } from './resolution.ts';
import { resolveRequestStep } from './resolve-request-step.ts';
import { resolveServiceStep } from './resolve-service-step.ts';

/** A step as written. */
export interface StepAt {
  readonly journey: string;
  readonly path: string;
  readonly node: Node;
}

/** Returns the step, or null where it reaches nothing or has no step's shape; the former is reported. */
export function resolveStep(work: Resolution, at: StepAt, view: GatewayView): Step | null {
  const { node } = at;
  const text = asText(node);
  if (text !== null) return resolveRequestStep(work, { ...at, span: node.span, text, body: undefined }, view);
  if (node.type !== 'map') return null;
  const request = node.entries.get('request')?.value;
  const label = asText(request);
  if (request !== undefined && label !== null) {
    const body = node.entries.get('body')?.value;
    return resolveRequestStep(work, { ...at, span: request.span, text: label, body }, view);
  }
  const think = node.entries.get('think')?.value;
  if (think !== undefined) return resolveThink(work, at, think);
  for (const { step, id } of KINDS) {
    const value = step === null ? undefined : node.entries.get(step.key)?.value;
    const argument = asText(value);
    if (step === null || value === undefined || argument === null) continue;
    return resolveServiceStep(work, { ...at, span: value.span, step, kind: id, argument }, view);
  }
  return null;
}

function resolveThink(work: Resolution, at: StepAt, node: Node): Step | null {
  const text = asText(node) ?? '';
  const range = parseRange(text);
  if (range !== null) return { type: 'think', ...range, span: node.span };
  const [first = '', second = ''] = text.split('..');
  // Two good durations in the wrong order: the schema cannot say that.
  if (parseRange(first) !== null && parseRange(second) !== null) {
    const message = `range "${text}" ends before it starts`;
    const place = { span: node.span, path: `${at.path}.think` };
    reportAt(work, place, { rule: 'shape', message, hint: 'write the shorter time first' });
  }
  return null;
}
