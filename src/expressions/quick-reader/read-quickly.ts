import { type Pair, type Place, type Step, stepOf, type Tree } from '../tree.ts';
import { beyond, type Cursor, scanToken, type Token } from './scan-token.ts';

/** How strongly operators bind, as in jsonata's parser; what is not named here does not bind. */
const BINDING: ReadonlyMap<string, number> = new Map([
  ['.', 75],
  ['[', 80],
  ['(', 80],
  ['{', 70],
  ['*', 60],
  ['/', 60],
  ['%', 60],
  ['+', 50],
  ['-', 50],
  ['&', 50],
  ['=', 40],
  ['!=', 40],
  ['<', 40],
  ['<=', 40],
  ['>', 40],
  ['>=', 40],
  ['in', 40],
  ['~>', 40],
  ['?:', 40],
  ['??', 40],
  ['and', 30],
  ['or', 25],
  ['?', 20],
  [':=', 10],
]);

/** Deeper expressions and longer paths are left to jsonata. */
const MAX_DEPTH = 60;
const MAX_STEPS = 60;

interface Reader extends Cursor {
  depth: number;
  /** A slash at this offset would begin a regular expression for jsonata, not be a division. */
  noDivisionAt: number;
}

/**
 * Returns the tree of an expression that is plain: paths with predicates, texts, numbers, objects, lists, ranges, blocks,
 * variables, functions, conditions and the usual operators. Null for anything else, right or wrong: this reader says what
 * an expression is, never that it is none. It reads in the way of jsonata's parser, by precedence of operators.
 */
export function readQuickly(text: string): Tree | null {
  const none: Token = { type: 'end', value: '', start: 0, end: 0 };
  const reader: Reader = { text, at: 0, token: none, depth: 0, noDivisionAt: -1 };
  try {
    scanToken(reader);
    const tree = readExpression(reader, 0);
    return reader.token.type === 'end' ? tree : null;
  } catch (thrown) {
    if (thrown === beyond) return null;
    throw thrown;
  }
}

function readExpression(reader: Reader, least: number): Tree {
  if (reader.depth >= MAX_DEPTH) throw beyond;
  reader.depth += 1;
  let tree = readOperand(reader);
  for (;;) {
    const { token } = reader;
    const binding = bindingOf(token);
    if (binding <= least) break;
    if (token.value === '/' && token.start === reader.noDivisionAt) throw beyond;
    scanToken(reader);
    tree = readOperation(reader, { left: tree, token, binding });
  }
  reader.depth -= 1;
  return tree;
}

function bindingOf({ type, value }: Token): number {
  if (type === 'operator') return BINDING.get(value) ?? 0;
  return type === 'name' && (value === 'and' || value === 'or' || value === 'in')
    ? (BINDING.get(value) ?? 0)
    : 0;
}

function readOperand(reader: Reader): Tree {
  const { token } = reader;
  const { start, end, value } = token;
  scanToken(reader);
  switch (token.type) {
    case 'name':
      return readName(token);
    case 'variable':
      return { type: 'variable', name: value, at: { start, end } };
    case 'number':
      return { type: 'literal', value: Number(value), at: null };
    case 'text':
      return { type: 'literal', value, at: { start, end } };
    case 'end':
      throw beyond;
    case 'operator':
      break;
  }
  if (value === '(') return { type: 'block', parts: readItems(reader, ';', ')', true) };
  if (value === '[') return { type: 'list', items: readItems(reader, ',', ']', false) };
  if (value === '{') return { type: 'object', pairs: readPairs(reader) };
  if (value === '-') return negated(readExpression(reader, 70));
  throw beyond;
}

/** The longest of the words that are no names. */
const LONGEST_WORD = 'false'.length;

function readName({ value, start, end }: Token): Tree {
  if (value.length > LONGEST_WORD) return fieldOf(value, { start, end });
  if (value === 'true' || value === 'false') return { type: 'literal', value: value === 'true', at: null };
  if (value === 'null') return { type: 'literal', value: null, at: null };
  if (value === 'and' || value === 'or' || value === 'in') throw beyond;
  return fieldOf(value, { start, end });
}

function fieldOf(name: string, at: Place): Tree {
  return { type: 'path', steps: [stepOf({ type: 'name', name, at })] };
}

function negated(of: Tree): Tree {
  if (of.type !== 'literal') return { type: 'negation', of };
  if (typeof of.value !== 'number') throw beyond;
  return { type: 'literal', value: -of.value, at: null };
}

interface Begun {
  readonly left: Tree;
  /** The operator, which has been passed. */
  readonly token: Token;
  readonly binding: number;
}

function readOperation(reader: Reader, { left, token, binding }: Begun): Tree {
  const operator = token.value;
  switch (operator) {
    case '.':
      return { type: 'path', steps: [...stepsOf(left), ...stepsOf(readExpression(reader, binding))] };
    case '[':
      return readFilter(reader, left);
    case '(':
      return readCall(reader, left);
    case '{':
      if (left.type === 'grouped' || left.type === 'literal') throw beyond;
      return { type: 'grouped', of: left, pairs: readPairs(reader) };
    case '?':
      return readCondition(reader, left);
    case '?:':
    case '??':
      return { type: 'fallback', of: left, otherwise: readExpression(reader, 0) };
    case ':=':
      if (left.type !== 'variable') throw beyond;
      return { type: 'bind', name: left.name, value: readExpression(reader, binding - 1) };
    case '~>':
      return { type: 'chain', value: left, to: readExpression(reader, binding) };
    default:
      return { type: 'operation', operator, left, right: readExpression(reader, binding) };
  }
}

/** A text as a step is a name, and what is grouped is grouped at the end of its path: both are rare. */
function stepsOf(tree: Tree): readonly Step[] {
  if (tree.type === 'literal' || tree.type === 'grouped') throw beyond;
  if (tree.type !== 'path') return [stepOf(tree)];
  if (tree.steps.length >= MAX_STEPS) throw beyond;
  return tree.steps;
}

function readFilter(reader: Reader, left: Tree): Tree {
  if (left.type === 'literal' || left.type === 'grouped') throw beyond;
  if (reader.token.value === ']' && reader.token.type === 'operator') {
    scanToken(reader);
    reader.noDivisionAt = reader.token.start;
    return left;
  }
  const filter = readExpression(reader, 0);
  expect(reader, ']');
  const steps = [...stepsOf(left)];
  const last = steps.pop();
  if (last === undefined) throw beyond;
  return { type: 'path', steps: [...steps, { ...last, filters: [...last.filters, filter] }] };
}

function readCall(reader: Reader, left: Tree): Tree {
  if (left.type === 'literal' || left.type === 'grouped') throw beyond;
  const given = readItems(reader, ',', ')', false);
  const [step, ...others] = left.type === 'path' ? left.steps : [];
  const isLambda = step?.of.type === 'name' && step.of.name === 'function' && others.length === 0;
  if (!isLambda || step.filters.length > 0) return { type: 'call', of: left, given };
  const parameters = given.map((one) => {
    if (one.type !== 'variable') throw beyond;
    return one.name;
  });
  expect(reader, '{');
  const body = readExpression(reader, 0);
  expect(reader, '}');
  reader.noDivisionAt = reader.token.start;
  return { type: 'lambda', parameters, body };
}

function readCondition(reader: Reader, condition: Tree): Tree {
  const then = readExpression(reader, 0);
  if (!isOperator(reader, ':')) return { type: 'condition', condition, then, otherwise: null };
  scanToken(reader);
  return { type: 'condition', condition, then, otherwise: readExpression(reader, 0) };
}

/** Reads what stands between two brackets, the first of which has been passed, and passes the second. */
function readItems(reader: Reader, separator: string, closing: string, mayEnd: boolean): readonly Tree[] {
  const items: Tree[] = [];
  while (!isOperator(reader, closing)) {
    items.push(readItem(reader, closing));
    if (!isOperator(reader, separator)) break;
    scanToken(reader);
    if (!mayEnd && isOperator(reader, closing)) throw beyond;
  }
  expect(reader, closing);
  return items;
}

function readItem(reader: Reader, closing: string): Tree {
  const from = readExpression(reader, 0);
  if (closing !== ']' || !isOperator(reader, '..')) return from;
  const { start, end } = reader.token;
  scanToken(reader);
  return { type: 'range', from, to: readExpression(reader, 0), at: { start, end } };
}

function readPairs(reader: Reader): readonly Pair[] {
  const pairs: Pair[] = [];
  while (!isOperator(reader, '}')) {
    const key = readExpression(reader, 0);
    expect(reader, ':');
    pairs.push([key, readExpression(reader, 0)]);
    if (!isOperator(reader, ',')) break;
    scanToken(reader);
    if (isOperator(reader, '}')) throw beyond;
  }
  expect(reader, '}');
  return pairs;
}

function isOperator({ token }: Reader, value: string): boolean {
  return token.type === 'operator' && token.value === value;
}

function expect(reader: Reader, value: string): void {
  if (!isOperator(reader, value)) throw beyond;
  scanToken(reader);
}
