import jsonata from 'jsonata';
import { rememberedFor } from '../model/memo.ts';
import type { Model } from '../model/model.ts';
import { fromJsonata } from './from-jsonata.ts';
import { readQuickly } from './quick-reader/read-quickly.ts';
import { type SyntaxProblem, syntaxProblem } from './syntax-problem.ts';
import { childrenOf, type Tree } from './tree.ts';

/**
 * What a text is that should be a JSONata expression. `unread`: it would take too long to find out, so nothing is said about it.
 */
export type Reading =
  | { readonly type: 'tree'; readonly tree: Tree }
  | { readonly type: 'problem'; readonly problem: SyntaxProblem }
  | { readonly type: 'unread' };

/** Reads expressions, equal ones once. */
export type ReadExpression = (text: string) => Reading;

/** In characters. */
const MAX_LENGTH = 20_000;
/** Deeper trees are refused, so that nothing that walks them can exhaust the stack. */
const MAX_DEPTH = 200;
/** What jsonata's parser is given at once: it recurses, and takes a time that grows with the square of this. */
const MAX_TOKENS = 2000;
/** What jsonata's parser makes of that: `a ?? b` copies `a`, so that nested ones double it again and again. */
const MAX_COPIES = 50_000;
/** Of all expressions together, in characters: what is known of them is kept in memory until all rules have been checked. */
const MAX_TOTAL = 600_000;
/** What jsonata's parser is given over all expressions, in tokens; as many of them take it half a second at most. */
const BUDGET = 40_000;
/** What beginning with an expression costs jsonata's parser, in tokens. */
const START_COST = 20;

/**
 * Returns a reader for all expressions of one blueprint. Nothing is evaluated. Plain expressions are read by our own reader;
 * the others by the `jsonata` package, which takes longer to load than everything else takes: as long as there is time for it.
 */
export function createExpressionReader(): ReadExpression {
  const known = new Map<string, Reading>();
  let left = BUDGET;
  let total = 0;
  const parse = (text: string): Reading => {
    if (left < START_COST) return { type: 'unread' };
    const tokens = countTokens(text);
    left -= tokens + START_COST;
    if (tokens > MAX_TOKENS) return refused(`it has more than ${MAX_TOKENS} words and signs`, text);
    return left < 0 || makesTooManyCopies(text, tokens) ? { type: 'unread' } : parseWithJsonata(text);
  };
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (text.length > MAX_LENGTH) return refused(tooLong, text);
    total += text.length;
    const reading: Reading = total > MAX_TOTAL ? { type: 'unread' } : bounded(text, parse);
    known.set(text, reading);
    return reading;
  };
}

/** Returns the reader of a model's expressions: whoever asks, each is read once, and what reading may cost is not more for that. */
export const expressionReaderOf: (model: Model) => ReadExpression = rememberedFor(() =>
  createExpressionReader(),
);

const tooLong = `it is longer than ${MAX_LENGTH} characters`;
const tooDeep = `it is nested deeper than ${MAX_DEPTH} levels`;

function bounded(text: string, parse: (text: string) => Reading): Reading {
  const quick = readQuickly(text);
  const reading: Reading = quick === null ? parse(text) : { type: 'tree', tree: quick };
  // A level takes two characters at least.
  if (reading.type !== 'tree' || text.length < MAX_DEPTH * 2) return reading;
  return isDeeperThan(reading.tree, MAX_DEPTH) ? refused(tooDeep, text) : reading;
}

/** Without recursion. */
function isDeeperThan(tree: Tree, levels: number): boolean {
  let level: readonly Tree[] = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap(childrenOf);
  }
  return false;
}

function parseWithJsonata(text: string): Reading {
  try {
    const tree = fromJsonata(jsonata(text).ast(), text);
    return tree === null ? refused(tooDeep, text) : { type: 'tree', tree };
  } catch (thrown) {
    if (thrown instanceof RangeError) return refused(tooDeep, text);
    return { type: 'problem', problem: syntaxProblem(thrown, text) };
  }
}

/** Texts and comments are counted as if they were code: where they begin and end, only the parser knows. */
function countTokens(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/[^\s\w]|\w+/g)) count += 1;
  return count;
}

function makesTooManyCopies(text: string, tokens: number): boolean {
  const copies = text.match(/\?[?:]/g)?.length ?? 0;
  return copies > 0 && tokens * 2 ** copies > MAX_COPIES;
}

function refused(reason: string, text: string): Reading {
  return {
    type: 'problem',
    problem: { reason, at: { start: 0, end: text.length }, hint: 'do less in one expression' },
  };
}
