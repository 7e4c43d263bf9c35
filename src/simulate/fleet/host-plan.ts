/** How services are shared out among processes: few processes, or one for each service. */
export type Isolation = 'shared' | 'process';

/** A host process to be, and the elements that it holds. */
export interface HostPlan {
  readonly label: string;
  readonly elements: readonly string[];
}

/** Returns which hosts a run has: one for services and one for stand-ins, or one for each element. */
export function hostsFor(
  elements: readonly { readonly name: string; readonly standIn: boolean }[],
  isolation: Isolation,
): readonly HostPlan[] {
  if (isolation === 'process') return elements.map(({ name }) => ({ label: name, elements: [name] }));
  const named = (standIn: boolean) => elements.filter((e) => e.standIn === standIn).map(({ name }) => name);
  return [
    { label: 'services', elements: named(false) },
    { label: 'stand-ins', elements: named(true) },
  ].filter(({ elements: held }) => held.length > 0);
}
