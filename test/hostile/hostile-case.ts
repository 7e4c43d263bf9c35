/** One input that nobody should be able to write, or that somebody writes by accident. */
export interface HostileCase {
  /** The scenario. What is found is in `test/fixtures/hostile/<group>.txt`, under this name. */
  readonly name: string;
  /** The blueprint. */
  readonly text: string | Uint8Array;
  /** Files beside it, by name; the sound contract `crm.yaml` is always there. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** Returns the case of a blueprint. */
export function hostile(name: string, text: string | Uint8Array): HostileCase {
  return { name, text };
}
