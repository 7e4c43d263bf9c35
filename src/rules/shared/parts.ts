import type { Frontend, FrontendOperation, Gather, Model } from '../../model/model.ts';

/** A part of an answer, with the operation that gathers it. */
export interface Part {
  readonly frontend: Frontend;
  readonly operation: FrontendOperation;
  readonly gather: Gather;
}

/** Returns every part of every frontend operation, in order. */
export function partsOf(model: Model): readonly Part[] {
  return model.frontends.flatMap((frontend) =>
    frontend.operations.flatMap((operation) =>
      operation.gathers.map((gather) => ({ frontend, operation, gather })),
    ),
  );
}

/** Returns the path of a part in the blueprint. */
export function pathOfPart(operation: FrontendOperation, { part }: Gather): string {
  return `${operation.path}.gathers.${part}`;
}

/** True if the call that gives a part changes something where it goes. */
export function isWrite({ from }: Gather): boolean {
  const method = from.type === 'integration' ? from.operation.http.method : from.operation.method;
  return method !== 'GET' && method !== 'HEAD';
}
