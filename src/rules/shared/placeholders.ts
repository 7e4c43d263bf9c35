import { PLACEHOLDER } from '../../model/fill-placeholders.ts';
import type { DeviceApp, Journey, RequestStep } from '../../model/model.ts';

/** A request of a journey, with its path in the blueprint. */
export interface JourneyRequest {
  readonly journey: Journey;
  readonly step: RequestStep;
  /** `devices.app.journeys.buy.steps.2`. */
  readonly path: string;
}

/** Returns the requests of an application's journeys, in order. */
export function requestSteps(app: DeviceApp): readonly JourneyRequest[] {
  return app.journeys.flatMap((journey) =>
    journey.steps.flatMap((step, at) =>
      step.type === 'request' ? [{ journey, step, path: `${journey.path}.steps.${at}` }] : [],
    ),
  );
}

/** Returns the names of the `{name}`s in the path and the body of a request that a simulation fills, each once. */
export function placeholdersOf({ path, body }: RequestStep): ReadonlySet<string> {
  return new Set([...placeholdersIn(path), ...placeholdersIn(body)]);
}

/** Returns the names of the `{name}`s in the texts of a value, each once. */
export function placeholdersIn(value: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of textsIn(value)) {
    if (!text.includes('{')) continue;
    for (const [, name = ''] of text.matchAll(PLACEHOLDER)) names.add(name);
  }
  return names;
}

/** Keys are sent as they are written. */
function textsIn(body: unknown): readonly string[] {
  if (typeof body === 'string') return [body];
  if (typeof body !== 'object' || body === null) return [];
  return Object.values(body).flatMap(textsIn);
}
