import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
} from 'yaml';
import type { Report } from '../diagnostics/findings.ts';
import { clip } from './clip.ts';
import { hasHalfCharacter } from './half-character.ts';
import { LIMITS } from './limits.ts';
import type { ListNode, MapEntry, MapNode, Node, ScalarNode } from './parsed-document.ts';
import type { Source, Span } from './source.ts';
import { tooDeep, tooMany } from './token-limits.ts';

/** Keys that mean something to JavaScript itself. */
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A node with what it is worth when its aliases are written out. */
interface Measured {
  readonly node: Node;
  readonly nodes: number;
  readonly height: number;
  /** Offset behind it, or behind the alias that stands for it. */
  readonly end: number;
}

interface Work {
  readonly source: Source;
  readonly report: Report;
  readonly anchors: Map<string, Measured>;
  /** True once something was met that refuses the text as a whole; it is reported. */
  isRefused: boolean;
  /** True once the measure was found to be too great: what is around it is greater still. */
  isTooMuch: boolean;
}

/**
 * Returns the composed YAML as nodes with places, aliases resolved (an aliased collection is shared, not copied), or
 * null if the text is refused as a whole. Duplicate and unsafe keys are reported and left out.
 */
export function toNodes(source: Source, root: YamlNode, report: Report): Node | null {
  const start = { source, start: 0, end: 0 };
  const work: Work = { source, report, anchors: new Map(), isRefused: false, isTooMuch: false };
  const { node } = convert(work, root, start);
  return work.isRefused ? null : node;
}

/** Aliases may make a collection larger and deeper than its text; said of the innermost that is. */
function checkMeasure(work: Work, { node, nodes, height }: Measured): void {
  const limit = nodes > LIMITS.nodes ? tooMany() : height > LIMITS.depth ? tooDeep() : null;
  if (limit === null || work.isTooMuch) return;
  work.isTooMuch = true;
  work.isRefused = true;
  work.report({ rule: 'limit', message: limit[0], hint: limit[1], span: firstOf(node.span), path: '' });
}

/** `emptyAt` is the place of a value that is not there: the one of its key. */
function convert(work: Work, yaml: unknown, emptyAt: Span): Measured {
  if (isAlias(yaml)) return resolveAlias(work, yaml.source, spanOf(work, yaml, emptyAt));
  if (isMap(yaml)) return remember(work, yaml, convertMap(work, yaml, spanOf(work, yaml, emptyAt)));
  if (isSeq(yaml)) return remember(work, yaml, convertList(work, yaml, spanOf(work, yaml, emptyAt)));
  if (isScalar(yaml)) return remember(work, yaml, convertScalar(work, yaml, spanOf(work, yaml, emptyAt)));
  return leaf(null, emptyAt);
}

function convertScalar(work: Work, { value, source }: Scalar, span: Span): Measured {
  if (typeof value === 'string' && hasHalfCharacter(value)) reportHalf(work, span);
  // A number that JSON does not have (`.inf`, `1e999`) stays the text it was.
  if (typeof value === 'number')
    return leaf(Number.isFinite(value) ? value : (source ?? String(value)), span);
  return leaf(typeof value === 'string' || typeof value === 'boolean' ? value : null, span);
}

function reportHalf(work: Work, span: Span): void {
  const message = 'an escape sequence writes half of a character';
  const hint = 'write the whole pair, or the code point as "\\U" with eight digits';
  work.report({ rule: 'syntax', message, hint, span, path: '' });
}

function leaf(value: ScalarNode['value'], span: Span): Measured {
  return { node: { type: 'scalar', value, span }, nodes: 1, height: 0, end: span.end };
}

function convertMap(work: Work, yaml: YAMLMap<unknown, unknown>, span: Span): Measured {
  const entries = new Map<string, MapEntry>();
  let nodes = 1;
  let height = 0;
  let end = span.start;
  if (yaml.items.length > LIMITS.keysPerMap) {
    const message = `a map with more than ${LIMITS.keysPerMap} keys`;
    work.report({ rule: 'limit', message, span: firstOf(span), path: '', hint: 'split it' });
    work.isRefused = true;
    return leaf(null, span);
  }
  for (const pair of yaml.items) {
    const keySpan = spanOf(work, pair.key, pointIn(work, pair.key, span));
    const value = convert(work, pair.value, keySpan);
    nodes += 1 + value.nodes;
    height = Math.max(height, value.height);
    end = Math.max(end, value.end);
    const key = readKey(work, pair.key, keySpan);
    if (key === null) continue;
    const first = entries.get(key);
    if (first === undefined) entries.set(key, { key, keySpan, value: value.node });
    else reportDuplicate(work, first, keySpan);
  }
  const node: MapNode = { type: 'map', entries, span: collectionSpan(yaml, span, end) };
  return { node, nodes, height: height + 1, end: node.span.end };
}

function readKey(work: Work, key: unknown, span: Span): string | null {
  const refuse = (message: string, hint: string) => {
    work.report({ rule: 'yaml-feature', message, hint, span, path: '' });
    return null;
  };
  if (isAlias(key)) return refuse('a key must not be an alias', 'write the key itself');
  if (!isScalar(key) || typeof key.value !== 'string') {
    return refuse('a key must be a text', 'put it into quotes');
  }
  if (key.value === '<<')
    return refuse('merge key "<<" is not allowed', 'write the keys out, or alias the whole map');
  if (key.value.length > LIMITS.keyLength) {
    const message = `a key of more than ${LIMITS.keyLength} characters`;
    work.report({ rule: 'limit', message, span: firstOf(span), path: '', hint: 'shorten it' });
    return null;
  }
  if (hasHalfCharacter(key.value)) reportHalf(work, span);
  if (UNSAFE_KEYS.has(key.value)) return refuse(`key "${key.value}" is not allowed`, 'choose another name');
  return key.value;
}

function reportDuplicate(work: Work, first: MapEntry, span: Span): void {
  work.report({
    rule: 'duplicate-key',
    message: `key "${first.key}" is written twice`,
    span,
    path: '',
    hint: 'keep one of the two',
    related: [{ message: `first written here`, span: first.keySpan }],
  });
}

function convertList(work: Work, yaml: YAMLSeq<unknown>, span: Span): Measured {
  const items = yaml.items.map((item) => convert(work, item, firstOf(span)));
  const end = items.reduce((most, item) => Math.max(most, item.end), span.start);
  const node: ListNode = {
    type: 'list',
    items: items.map((item) => item.node),
    span: collectionSpan(yaml, span, end),
  };
  const nodes = items.reduce((sum, item) => sum + item.nodes, 1);
  const height = 1 + items.reduce((most, item) => Math.max(most, item.height), 0);
  return { node, nodes, height, end: node.span.end };
}

/** A block ends where its last value ends; the parser takes the line end and comments behind it in. */
function collectionSpan(yaml: { flow?: boolean | undefined }, span: Span, end: number): Span {
  return yaml.flow === true ? span : { ...span, end };
}

function remember(work: Work, yaml: { anchor?: string | undefined }, measured: Measured): Measured {
  checkMeasure(work, measured);
  if (yaml.anchor !== undefined) work.anchors.set(yaml.anchor, measured);
  return measured;
}

/** An alias inside its own anchor is not known yet at this point: cycles are unknown aliases. */
function resolveAlias(work: Work, name: string, span: Span): Measured {
  const target = work.anchors.get(name);
  if (target === undefined) {
    const message = `alias "*${clip(name)}" has no anchor before it`;
    work.isRefused = true;
    work.report({
      rule: 'syntax',
      message,
      span,
      path: '',
      hint: `write "&${clip(name)}" where the value first stands`,
    });
    return leaf(null, span);
  }
  return target.node.type === 'scalar' ? leaf(target.node.value, span) : { ...target, end: span.end };
}

function spanOf(work: Work, yaml: unknown, emptyAt: Span): Span {
  const range = isScalar(yaml) || isMap(yaml) || isSeq(yaml) || isAlias(yaml) ? yaml.range : null;
  if (!range || range[1] <= range[0]) return emptyAt;
  return { source: work.source, start: range[0], end: range[1] };
}

/** Where an empty key stands. */
function pointIn(work: Work, key: unknown, around: Span): Span {
  const range = isScalar(key) ? key.range : null;
  if (!range) return around;
  const start = Math.min(range[0], work.source.text.length);
  return { source: work.source, start, end: Math.min(start + 1, work.source.text.length) };
}

function firstOf(span: Span): Span {
  return { source: span.source, start: span.start, end: Math.min(span.start + 1, span.end) };
}
