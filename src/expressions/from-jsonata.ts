import { isRecord, listOf, type PlainRecord, recordOf, textOf } from '../contracts/plain-data.ts';
import { type Pair, type Place, type Step, stepOf, type Tree } from './tree.ts';

/** Deeper trees are not taken over, so that nothing that walks them can exhaust the stack. */
const MAX_DEPTH = 250;

/**
 * Returns the syntax tree of the `jsonata` package (2.2, `expression.ast()`) in our own form, or null where it is nested
 * deeper than 250 levels. `text` is what was parsed: the package says only where a token ends.
 */
export function fromJsonata(ast: unknown, text: string): Tree | null {
  return isDeeperThan(ast, MAX_DEPTH) ? null : convert(recordOf(ast), text);
}

/** Without recursion. Nodes are counted, not the lists between them. */
function isDeeperThan(ast: unknown, levels: number): boolean {
  const open: [unknown, number][] = [[ast, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (depth > levels) return true;
    if (Array.isArray(value)) for (const item of value) open.push([item, depth]);
    // A regular expression and a parsed signature are leaves, slots of `%` refer to each other.
    else if (isRecord(value)) {
      for (const key of NODES) if (value[key] !== undefined) open.push([value[key], depth + 1]);
    }
  }
  return false;
}

/** Keys below which further nodes stand. */
const NODES = [
  'steps',
  'stages',
  'predicate',
  'group',
  'expr',
  'expression',
  'expressions',
  'terms',
  'lhs',
  'rhs',
  'procedure',
  'arguments',
  'body',
  'condition',
  'then',
  'else',
  'pattern',
  'update',
  'delete',
];

function convert(node: PlainRecord, text: string): Tree {
  const group = node['group'];
  if (isRecord(group)) {
    const of = convert({ ...node, group: undefined }, text);
    return { type: 'grouped', of, pairs: pairsOf(group['lhs'], text) };
  }
  const isStep =
    node['predicate'] !== undefined || node['focus'] !== undefined || node['index'] !== undefined;
  return isStep && node['type'] !== 'path'
    ? { type: 'path', steps: [convertStep(node, text)] }
    : convertBare(node, text);
}

function convertBare(node: PlainRecord, text: string): Tree {
  const part = (key: string) => convert(recordOf(node[key]), text);
  switch (node['type']) {
    case 'path':
      return { type: 'path', steps: listOf(node['steps']).map((step) => convertStep(recordOf(step), text)) };
    case 'name':
      return { type: 'name', name: textOf(node['value']), at: placeOf(node, text) };
    case 'variable':
      return { type: 'variable', name: textOf(node['value']), at: placeOf(node, text) };
    case 'string':
      return { type: 'literal', value: textOf(node['value']), at: placeOf(node, text) };
    case 'number':
      return { type: 'literal', value: Number(node['value']), at: null };
    case 'value':
      return { type: 'literal', value: typeof node['value'] === 'boolean' ? node['value'] : null, at: null };
    case 'binary':
      return convertBinary(node, text);
    case 'unary':
      return convertUnary(node, text);
    case 'function':
      return { type: 'call', of: part('procedure'), given: partsOf(node['arguments'], text) };
    case 'lambda':
      // The package wraps calls at the end of a function into functions without parameters.
      return node['thunk'] === true ? part('body') : convertLambda(node, text);
    case 'condition':
      return convertCondition(node, text);
    case 'block':
      return { type: 'block', parts: partsOf(node['expressions'], text) };
    case 'bind':
      return { type: 'bind', name: textOf(recordOf(node['lhs'])['value']), value: part('rhs') };
    case 'apply':
      return { type: 'chain', value: part('lhs'), to: part('rhs') };
    case 'sort':
      return {
        type: 'sort',
        terms: listOf(node['terms']).map((term) => convert(recordOf(recordOf(term)['expression']), text)),
      };
    default:
      return { type: 'opaque', parts: opaqueParts(node, text) };
  }
}

/** Of transforms and of functions with some of their arguments; nothing for wildcards and the like. */
function opaqueParts(node: PlainRecord, text: string): readonly Tree[] {
  const parts = ['procedure', 'pattern', 'update', 'delete'].flatMap((key) => node[key] ?? []);
  return partsOf([...parts, ...listOf(node['arguments'])], text);
}

function convertStep(node: PlainRecord, text: string): Step {
  const { focus, index } = node;
  const stages = [...listOf(node['predicate']), ...listOf(node['stages'])].map(recordOf);
  const position = stages.find((stage) => stage['type'] === 'index')?.['value'] ?? index;
  const bare = { ...node, predicate: undefined, stages: undefined, focus: undefined, index: undefined };
  return {
    ...stepOf(convert(bare, text)),
    filters: stages.flatMap(({ type, expr }) => (type === 'filter' ? [convert(recordOf(expr), text)] : [])),
    focus: typeof focus === 'string' ? focus : null,
    index: typeof position === 'string' ? position : null,
  };
}

function convertBinary(node: PlainRecord, text: string): Tree {
  const left = convert(recordOf(node['lhs']), text);
  const right = convert(recordOf(node['rhs']), text);
  const operator = textOf(node['value']);
  if (operator !== '..') return { type: 'operation', operator, left, right };
  return { type: 'range', from: left, to: right, at: endingAt(node, '..'.length) };
}

function convertUnary(node: PlainRecord, text: string): Tree {
  if (node['value'] === '[') return { type: 'list', items: partsOf(node['expressions'], text) };
  if (node['value'] === '{') return { type: 'object', pairs: pairsOf(node['lhs'], text) };
  return { type: 'negation', of: convert(recordOf(node['expression']), text) };
}

function convertLambda(node: PlainRecord, text: string): Tree {
  const parameters = listOf(node['arguments']).map((one) => textOf(recordOf(one)['value']));
  return { type: 'lambda', parameters, body: convert(recordOf(node['body']), text) };
}

/** `a ?? b` and `a ?: b` become conditions on a copy of `a`. */
function convertCondition(node: PlainRecord, text: string): Tree {
  const operator = slice(text, endingAt(node, 2));
  const then = convert(recordOf(node['then']), text);
  const otherwise = node['else'] === undefined ? null : convert(recordOf(node['else']), text);
  if (otherwise !== null && (operator === '??' || operator === '?:')) {
    return { type: 'fallback', of: then, otherwise };
  }
  return { type: 'condition', condition: convert(recordOf(node['condition']), text), then, otherwise };
}

function partsOf(nodes: unknown, text: string): readonly Tree[] {
  return listOf(nodes).map((node) => convert(recordOf(node), text));
}

function pairsOf(pairs: unknown, text: string): readonly Pair[] {
  return listOf(pairs).map((pair): Pair => {
    const [key, value] = listOf(pair);
    return [convert(recordOf(key), text), convert(recordOf(value), text)];
  });
}

/** A name may stand in back quotes, a text stands in quotes and may have escapes: then its last character has to do. */
function placeOf(node: PlainRecord, text: string): Place {
  const value = textOf(node['value']);
  const written = node['type'] === 'variable' ? `$${value}` : value;
  const bare = endingAt(node, written.length);
  if (node['type'] !== 'string' && slice(text, bare) === written) return bare;
  const quoted = endingAt(node, value.length + 2);
  return slice(text, quoted).slice(1, -1) === value ? quoted : endingAt(node, 1);
}

function endingAt(node: PlainRecord, length: number): Place {
  const end = typeof node['position'] === 'number' ? node['position'] : 0;
  return { start: Math.max(0, end - length), end };
}

function slice(text: string, { start, end }: Place): string {
  return text.slice(start, end);
}
