import { durationBuckets } from '../../../templates/typescript/kit/src/duration-buckets.ts';
import { answeringOperation } from '../../model/exercised-edges.ts';
import { once } from '../../model/memo.ts';
import type { Frontend, FrontendOperation, Model, Objective } from '../../model/model.ts';
import { type FreeText, freeText } from '../free-text.ts';
import { ownerLabelOf } from './labels.ts';

/** An objective of a step, as what answers the step can be watched for it. */
export interface WatchedObjective {
  readonly blueprintPath: string;
  /** `GET /home`. */
  readonly step: FreeText;
  /** `p95 <= 2s`. */
  readonly objective: FreeText;
  /** The frontend that answers. */
  readonly service: string;
  /** What tells it from all others, and who owns it. */
  readonly labels: Readonly<Record<string, FreeText | string>>;
  readonly method: string;
  /** The template of the route, as metrics have it. */
  readonly route: FreeText;
  /** Of all requests, those that may miss the objective: `0.05`. */
  readonly budget: number;
  readonly isDuration: boolean;
  /** As a regular expression, the limit of the bucket beyond which a request is too slow for certain; empty where it is no duration. */
  readonly bucket: FreeText;
  /** How many times as many as may have to miss it for so long, before it is told. */
  readonly burnLimits: { readonly hour: number; readonly sixHours: number; readonly day: number };
}

/**
 * Returns the objectives of steps that a frontend answers, once for each frontend that does. Left out are those of whole journeys, which
 * no service sees, and durations beyond the largest bucket.
 */
export function watchedObjectives(model: Model): readonly WatchedObjective[] {
  const answers = answersByLabel(model);
  return model.objectives.flatMap((objective) => {
    const { subject, metric } = objective;
    const bucket = metric.type === 'success' ? '' : bucketOf(metric.limitMs);
    if (subject.type !== 'step' || bucket === null) return [];
    const budget = budgetOf(objective);
    const names = {
      step: freeText(subject.label),
      objective: freeText(objective.expression.slice(subject.label.length + 1)),
    };
    return [...(answers.get(subject.label) ?? [])].map(([operation, frontend]) => ({
      blueprintPath: objective.place,
      ...names,
      service: frontend.name,
      labels: { ...names, service: frontend.name, owner: ownerLabelOf(model, frontend) },
      method: operation.http.method,
      route: freeText(operation.http.path),
      budget,
      isDuration: metric.type === 'percentile',
      bucket: freeText(bucket),
      burnLimits: burnLimits(budget),
    }));
  });
}

type Answers = Map<FrontendOperation, Frontend>;

/** Steps of one label may be answered by several frontends: gateways differ. */
function answersByLabel({ devices }: Model): ReadonlyMap<string, Answers> {
  const answers = new Map<string, Answers>();
  for (const step of devices.flatMap((app) => app.journeys.flatMap(({ steps }) => steps))) {
    if (step.type !== 'request' || step.route.to.tier !== 'frontends') continue;
    const operation = answeringOperation(step.route.to, step);
    if (operation !== null) once(answers, step.label, () => new Map()).set(operation, step.route.to);
  }
  return answers;
}

/**
 * In parts of a million, so that no digits are left over from the arithmetic of binary fractions; one at least, as nothing can be
 * divided by what `success: 100%` leaves.
 */
function budgetOf({ metric }: Objective): number {
  const kept = metric.type === 'success' ? metric.limit : metric.percentile / 100;
  return Math.max(1, Math.round((1 - kept) * 1e6)) / 1e6;
}

/**
 * The limits for a budget of 30 days (https://sre.google/workbook/alerting-on-slos/, table 5-8). Where all requests miss the objective, the
 * budget burns at one by the budget: what could hardly be reached is lowered to a part of that.
 */
function burnLimits(budget: number): WatchedObjective['burnLimits'] {
  const limit = (advised: number, part: number) =>
    Number(Math.max(1, Math.min(advised, part / budget)).toPrecision(3));
  return { hour: limit(14.4, 0.8), sixHours: limit(6, 0.6), day: limit(3, 0.4) };
}

/** Prometheus 3 writes whole limits as `1.0`, those before as `1`. */
function bucketOf(limitMs: number): string | null {
  const limit = durationBuckets.find((seconds) => seconds * 1000 >= limitMs);
  if (limit === undefined) return null;
  return String(limit).replace('.', '\\.') + (Number.isInteger(limit) ? '(\\.0)?' : '');
}
