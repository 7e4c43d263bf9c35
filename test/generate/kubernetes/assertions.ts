import { containerAssertions } from './container-assertions.ts';
import type { Manifest } from './manifest.ts';
import { podAssertions } from './pod-assertions.ts';
import { systemAssertions } from './system-assertions.ts';

/** What must hold of the manifests of a system, for checks of tools that look at manifests. */
export interface Assertion {
  /** As docs/kubernetes.md says it. */
  readonly claim: string;
  /** `<tool>/<check>`, as the tools name their checks. */
  readonly covers: readonly string[];
  /** Returns where it does not hold. */
  readonly offences: (manifests: readonly Manifest[]) => readonly string[];
  /** Changes manifests for which it holds, so that it holds no more. */
  readonly spoil: (manifests: Manifest[]) => void;
}

/** Every assertion, in the order of docs/kubernetes.md. */
export const assertions: readonly Assertion[] = [
  ...containerAssertions,
  ...podAssertions,
  ...systemAssertions,
];
