import type { ReadyImport } from '../api/import-openapi.ts';
import { escapeControl } from '../diagnostics/escape-control.ts';

/** What became of an import. */
export interface ImportOutcome {
  /** The contracts, as the user named them. */
  readonly files: readonly string[];
  readonly isWritten: boolean;
  readonly isDone: boolean;
  /** A path in the blueprint's folder, as it is to be shown. */
  readonly shown: (path: string) => string;
}

/** Names of operations that are shown; the rest is counted. */
const MOST_NAMES = 12;

type Imported = ReadyImport['imported'][number];

/** Returns in words what was imported from which contract, what was left out and why, and what to do next. */
export function importSummary(plan: ReadyImport, outcome: ImportOutcome): string {
  const contracts = plan.imported.flatMap((one, at) => contractLines(one, outcome.files[at] ?? ''));
  const copies = plan.files.map(
    ({ path, content }) => `${outcome.shown(path)}: a new file of ${kilobytes(content)}`,
  );
  return [
    ...contracts,
    ...(outcome.isWritten ? [] : copies),
    ...findingLines(plan),
    ...nextLines(plan, outcome),
  ]
    .map((line) => `${escapeControl(line)}\n`)
    .join('');
}

function contractLines(one: Imported, file: string): readonly string[] {
  const { backend, integration, contract, operations, present, leftOut, takenName } = one;
  const names = operations.map(({ name }) => name);
  const all = contract.operations.length;
  const count =
    names.length === 0 ? `nothing new of ${all} operations` : `${names.length} of ${all} operations`;
  const lines = [
    `${file}: backend system ${backend}, integration ${integration}, ${count}${names.length === 0 ? '' : `: ${listed(names)}`}`,
  ];
  if (takenName !== null)
    lines.push(`  ${takenName} is there already and has another contract; --name chooses another name`);
  if (present.length > 0) lines.push(`  there already: ${listed(present)}`);
  const reasons = new Map<string, string[]>();
  for (const { operation, reason } of leftOut)
    reasons.set(reason, [...(reasons.get(reason) ?? []), operation.id]);
  for (const [reason, ids] of reasons) lines.push(`  left out, ${reason}: ${listed(ids)}`);
  const headers = [...new Set(operations.flatMap((operation) => operation.headers))];
  if (headers.length > 0)
    lines.push(`  wanted as a header, which an integration does not send by itself: ${listed(headers)}`);
  return lines;
}

function findingLines({ findings, fullApp, blueprint }: ReadyImport): readonly string[] {
  const lines = findings.flatMap(({ severity, message, rule, hint }) => [
    `  ${severity}: ${message} [${rule}]`,
    ...(hint === undefined ? [] : [`    hint: ${hint}`]),
  ]);
  return [
    ...(lines.length === 0 ? [] : [`with this, lintel validate finds in ${blueprint}:`, ...lines]),
    ...(fullApp === null
      ? []
      : [
          `the shares of the journeys of ${fullApp} are 100% already: make room, and add a journey to the new screens`,
        ]),
  ];
}

function nextLines(
  { findings, blueprint }: ReadyImport,
  { isWritten, isDone }: ImportOutcome,
): readonly string[] {
  if (isDone) return ['nothing to do: the blueprint has all of it already'];
  const isUnused = findings.some(({ rule }) => rule === 'unused-element' || rule === 'unused-operation');
  const screens = isUnused
    ? ['nothing gathers from it yet: do so in a frontend, or let --screens add screens to begin with']
    : [];
  if (!isWritten) return [...screens, 'nothing was written; --write does it'];
  return [...screens, `next: lintel validate ${blueprint}`];
}

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function kilobytes(text: string): string {
  return `${Math.max(1, Math.round(Buffer.byteLength(text) / 1024))} kB`;
}
