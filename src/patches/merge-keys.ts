/** Keys of the items of lists, by the key that the list stands at. */
const MERGE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  ['volumes', ['name']],
  ['env', ['name']],
  ['imagePullSecrets', ['name']],
  ['secrets', ['name']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['ports', ['containerPort', 'port']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['resourceClaims', ['name']],
]);

/** What tells an item of a list apart from the others. */
export interface Identity {
  readonly key: string;
  readonly value: unknown;
}

/** Returns whether the items of the list at a key of a Kubernetes object are told apart by a key of theirs. */
export function isKeyed(listKey: string): boolean {
  return MERGE_KEYS.has(listKey);
}

/** Returns the keys by which the items of the list at a key may be told apart. */
export function keysOfItems(listKey: string): readonly string[] {
  return MERGE_KEYS.get(listKey) ?? [];
}

/** Returns what tells an item, as plain data, of the list at a key apart; null where nothing does. */
export function identityOf(listKey: string, item: unknown): Identity | null {
  if (!isPlainMap(item)) return null;
  const key = MERGE_KEYS.get(listKey)?.find((one) => item[one] !== undefined);
  return key === undefined ? null : { key, value: item[key] };
}

/** Returns true for a map of plain data. */
export function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
