import { entriesAt, entryAt, textAt } from '../blueprint/fields.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';
import type { CustomRule, Demand } from '../rules/custom/custom-rule.ts';
import { namesInBraces, placeholdersOf } from '../rules/custom/message.ts';
import { toRule } from '../rules/custom/to-rule.ts';
import type { Rule } from '../rules/rule.ts';
import type { MapEntry, MapNode } from '../source/parsed-document.ts';
import type { Layer } from './collect-layers.ts';
import type { Reading } from './config-document.ts';
import { readDemand } from './read-demand.ts';

/** More rules than these are no longer a team's. */
const MOST_RULES = 200;
/** A message is a sentence. */
const LONGEST_MESSAGE = 300;

/**
 * Returns the custom rules of all layers, sorted by id; of two with one id, the later. What is wrong with them is reported,
 * and what is wrong is left out; `taken` are the ids that no custom rule may have.
 */
export function readCustomRules(
  layers: readonly Layer[],
  taken: ReadonlySet<string>,
  reading: Reading,
): readonly Rule[] {
  const { report } = reading;
  const rules = new Map<string, Rule>();
  const entries = layers.flatMap((layer) =>
    layer.type === 'file'
      ? entriesAt(layer.document.root, 'custom').map((entry) => ({ entry, file: layer.document.source.path }))
      : [],
  );
  for (const { entry, file } of entries) {
    const { key: id, keySpan: span, value } = entry;
    const path = `custom.${id}`;
    if (taken.has(id)) {
      const hint = 'give it an id of its own; severities are set under "rules"';
      report({ message: `there is a rule "${id}" already`, hint, span, path });
    } else if (rules.size >= MOST_RULES && !rules.has(id)) {
      report({ message: `there are more than ${MOST_RULES} custom rules`, span, path });
      break;
    } else if (value.type === 'map') {
      rules.set(id, toRule(readRule(entry, value, { ...reading, file, path })));
    }
  }
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Place extends Reading {
  /** The configuration file that it is written in. */
  readonly file: string;
  readonly path: string;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

function readRule({ key: id }: MapEntry, map: MapNode, at: Place): CustomRule {
  const demand = readDemand(map, at);
  const message = textAt(map, 'message') ?? '';
  checkMessage(map, { message, demand, at });
  return {
    id,
    severity: SEVERITIES.find((one) => one === textAt(map, 'severity')) ?? 'warning',
    message,
    summary: textAt(map, 'summary') ?? `A custom rule: ${message}.`,
    why: textAt(map, 'why') ?? `It is written in ${at.file}.`,
    demand,
  };
}

function checkMessage(
  map: MapNode,
  { message, demand, at }: { readonly message: string; readonly demand: Demand; readonly at: Place },
): void {
  const span = entryAt(map, 'message')?.value.span ?? map.span;
  const path = `${at.path}.message`;
  if (message.trim() === '') at.report({ message: 'the message is empty', span, path });
  if (message.length > LONGEST_MESSAGE || /[\r\n]/.test(message)) {
    const words = `the message is no single line of up to ${LONGEST_MESSAGE} characters`;
    at.report({ message: words, hint: 'put the reasons under "why"', span, path });
  }
  const known: readonly string[] = placeholdersOf(demand.type, demand.verb);
  for (const name of new Set(namesInBraces(message))) {
    if (known.includes(name)) continue;
    const what = demand.type === 'edges' ? `"${demand.verb}" on edges` : `"${demand.verb}" on a property`;
    const hint = at.suggest(`{${name}}`, () => known.map((one) => `{${one}}`), 'there are');
    at.report({ message: `"{${name}}" stands for nothing in a rule with ${what}`, hint, span, path });
  }
}
