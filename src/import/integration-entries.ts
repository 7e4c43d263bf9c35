import { type Block, type BlockEntry, block } from '../init/yaml-text.ts';
import type { ImportedContract } from './imported-contract.ts';
import type { ProposedOperation } from './propose-operations.ts';

/** What a stand-in does until somebody has measured the real system; deadlines of the integration leave room for it. */
const ASSUMED = { latency: { p50: '50ms', p99: '400ms' }, errors: '0.1%', capacity: '200/s' };
const RESILIENCE = { timeout: '900ms', retries: 1, breaker: { errors: '50%', over: 20, open: '5s' } };

/** Returns the entry of a backend system under `backends`. */
export function backendEntry({ backend, contract, file }: ImportedContract): BlockEntry {
  return {
    key: backend,
    value: block([
      ...(contract.title === '' ? [] : [{ key: 'title', value: oneLine(contract.title) }]),
      { key: 'owner', value: `team-${backend}` },
      { key: 'contract', value: file },
      { key: 'behaves', value: ASSUMED, above: ['Assumptions: put in what you measured.'] },
    ]),
  };
}

/** Returns the entry of an integration microservice under `integrations`. */
export function integrationEntry(imported: ImportedContract): BlockEntry {
  const shared = sharedHeaders(imported);
  return {
    key: imported.integration,
    value: block({
      reaches: imported.backend,
      resilience: RESILIENCE,
      operations: block(entriesWithout(shared, imported)),
    }),
    ...(shared.length === 0 ? {} : { above: [headerRemark(shared, imported.backend)] }),
  };
}

/** Returns the entries of operations under `operations` of an integration microservice that is there. */
export function operationEntries(imported: ImportedContract): readonly BlockEntry[] {
  const shared = sharedHeaders(imported);
  const [first, ...others] = entriesWithout(shared, imported);
  if (first === undefined || shared.length === 0) return first === undefined ? [] : [first, ...others];
  const above = [headerRemark(shared, `from here on, ${imported.backend}`), ...(first.above ?? [])];
  return [{ ...first, above }, ...others];
}

/** What all operations want is said once. */
function sharedHeaders({ operations }: ImportedContract): readonly string[] {
  const [first, ...others] = operations;
  if (first === undefined || others.length === 0) return [];
  return first.headers.filter((name) => others.every(({ headers }) => headers.includes(name)));
}

function entriesWithout(
  shared: readonly string[],
  { backend, operations }: ImportedContract,
): readonly BlockEntry[] {
  return operations.map((operation) => {
    const own = operation.headers.filter((name) => !shared.includes(name));
    const value = operationBlock(operation, backend);
    return {
      key: operation.name,
      value,
      ...(own.length === 0 ? {} : { above: [headerRemark(own, backend)] }),
    };
  });
}

function operationBlock({ method, path, calls, sends }: ProposedOperation, backend: string): Block {
  return block({
    http: `${method} ${path}`,
    calls: `${backend}.${calls.id}`,
    ...(sends === null ? {} : { sends }),
  });
}

function headerRemark(headers: readonly string[], backend: string): string {
  const names = headers.map((name) => `"${oneLine(name)}"`).join(', ');
  return `${backend} also wants the header ${names}: set it in the generated code.`;
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 120);
}
