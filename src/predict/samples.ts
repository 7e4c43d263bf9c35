import type { Model, Objective } from '../model/model.ts';
import { subjectsOf } from './journey-flows.ts';
import { arrivalShare } from './sign-in.ts';

/** Returns how many samples of a subject one arrival gives on average: a journey, or the requests of a step. */
export function samplesPerArrival(model: Model, subject: Objective['subject']): number {
  const { journeys, requests } = subjectsOf(model);
  if (subject.type === 'journey') {
    return (journeys.get(subject.journey) ?? []).reduce(
      (sum, { app, journey }) => sum + arrivalShare(model, app) * journey.share,
      0,
    );
  }
  return (requests.get(subject.label) ?? []).reduce(
    (sum, { flow: { app, journey, perStep } }) => sum + arrivalShare(model, app) * journey.share * perStep,
    0,
  );
}
