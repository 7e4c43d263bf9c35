import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** A blueprint that has errors was given to something that builds on it. */
export class BlueprintRejected extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super('the blueprint has errors');
    this.diagnostics = diagnostics;
  }
}
