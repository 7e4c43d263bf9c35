import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { triage } from '../../src/api/triage.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { RuleExample } from '../../src/diagnostics/stage-rules.ts';
import { createSource } from '../../src/source/source.ts';

const folder = fileURLToPath(new URL('../../blueprints/mobile-integration', import.meta.url));
const reference: unknown = parse(readFileSync(join(folder, 'blueprint.yaml'), 'utf8'));

/** Resolves to what is found in one side of a rule's example, comments that suppress findings taken into account. */
export async function findingsOf(example: RuleExample, side: 'bad' | 'good'): Promise<readonly Diagnostic[]> {
  const source = createSource('blueprint.yaml', exampleText(example, side));
  return (await triage([{ source, folder }], folder)).findings;
}

/** Returns the blueprint that one side of a rule's example stands for: the piece laid over the reference blueprint. */
export function exampleText(example: RuleExample, side: 'bad' | 'good'): string {
  const piece = example[side];
  return example.whole ? piece.trimStart() : stringify(layOver(reference, parse(piece)));
}

/** Maps are merged key by key, `null` takes a key away, everything else is replaced. */
function layOver(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over;
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete result[key];
    else result[key] = layOver(result[key], value);
  }
  return result;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
