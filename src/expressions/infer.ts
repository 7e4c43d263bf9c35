import { goesOverItems, handsOn, isFunction, resultOf } from './functions.ts';
import {
  asValue,
  type Here,
  labelOf,
  lookUp,
  newScope,
  operationShape,
  plainOf,
  type Scope,
} from './inference-scope.ts';
import { ANY, choiceOf, fieldOf, NOTHING, NUMBER, type ObjectShape, objectOf, type Shape } from './shape.ts';
import {
  type Bind,
  type Call,
  childrenOf,
  type Lambda,
  type Name,
  type Pair,
  type Path,
  type Place,
  type Step,
  type Tree,
  type Variable,
} from './tree.ts';
import type { TreeFacts } from './tree-facts.ts';

/** A field that an expression reads of something that does not have it. */
export interface Miss {
  readonly type: 'field';
  readonly name: string;
  readonly at: Place;
  /** The names that lead to what lacks the field, from where the path starts: `order.lines`; empty if it starts there. */
  readonly before: string;
  /** What lacks the field. */
  readonly owner: Shape;
  /** What that is a part of, or is itself: `the answer of "crm.readCustomer"`; null where that is not known. */
  readonly label: string | null;
}

/** A variable that nothing sets. */
export interface UnsetVariable {
  readonly type: 'variable';
  readonly name: string;
  readonly at: Place;
}

export interface Inference {
  /** What the expression gives. */
  readonly shape: Shape;
  readonly misses: readonly (Miss | UnsetVariable)[];
}

/** Where a part of an expression is evaluated. */
interface At {
  readonly here: Here;
  readonly scope: Scope;
}

/** So many misses of one expression are enough to know that it is wrong. */
const MOST_MISSES = 20;

interface Work {
  readonly root: Here;
  /** By what is missed: the same once, where it is read first. */
  readonly misses: Map<string, Miss | UnsetVariable>;
  /** Every variable that is set anywhere. */
  readonly set: ReadonlySet<string>;
}

/**
 * Returns what an expression gives for an input of a shape, and which fields it reads that are not there. Nothing is
 * evaluated: what cannot be known (results of functions of the expression's own, wildcards, parents) may be anything, and of
 * that any field may be read.
 */
export function infer(tree: Tree, facts: TreeFacts, input: Shape): Inference {
  const root: Here = asValue(input);
  const work: Work = { root, misses: new Map(), set: facts.set };
  const { shape } = inferTree(work, tree, { here: root, scope: newScope(null) });
  return { shape, misses: [...work.misses.values()] };
}

function inferTree(work: Work, tree: Tree, at: At): Here {
  switch (tree.type) {
    case 'literal':
      return asValue(plainOf(tree.value));
    case 'path':
      return inferPath(work, tree, at);
    case 'name':
      return inferField(work, tree, at.here);
    case 'variable':
      return inferVariable(work, tree, at);
    case 'object':
      return inferObject(work, tree.pairs, at);
    case 'call':
      return inferCall(work, tree, at);
    case 'lambda':
      return inferLambda(work, tree, { at, first: null }) && asValue(ANY);
    case 'block':
      return inferBlock(work, tree.parts, at);
    case 'bind':
      return inferBind(work, tree, at);
    case 'grouped':
      return inferObject(work, tree.pairs, { ...at, here: inferTree(work, tree.of, at) }) && asValue(ANY);
    default:
      return inferFromParts(work, tree, at);
  }
}

type Simple = Extract<
  Tree,
  {
    type:
      | 'list'
      | 'range'
      | 'operation'
      | 'negation'
      | 'condition'
      | 'fallback'
      | 'chain'
      | 'sort'
      | 'opaque';
  }
>;

/** Infers what is evaluated part by part. */
function inferFromParts(work: Work, tree: Simple, at: At): Here {
  // Parts of what is not looked into are evaluated for something unknown.
  const where = tree.type === 'opaque' ? { ...at, here: asValue(ANY) } : at;
  const shapes = childrenOf(tree).map((part) => inferTree(work, part, where).shape);
  switch (tree.type) {
    case 'sort':
      return at.here;
    case 'list':
    case 'fallback':
      return asValue(choiceOf(shapes));
    case 'condition':
      return asValue(choiceOf(shapes.slice(1)));
    case 'range':
    case 'negation':
      return asValue(NUMBER);
    case 'operation':
      return asValue(operationShape(tree.operator));
    case 'chain':
    case 'opaque':
      return asValue(ANY);
  }
}

function inferPath(work: Work, { steps }: Path, { here: start, scope: outer }: At): Here {
  const scope = steps.some(bindsVariable) ? newScope(outer) : outer;
  let here = start;
  for (const step of steps) {
    const found = inferTree(work, step.of, { here, scope });
    if (step.focus !== null) scope.variables.set(step.focus, found);
    if (step.index !== null) scope.variables.set(step.index, asValue(NUMBER));
    // Behind `@$name` the path starts again where this step did.
    if (step.focus === null) here = found;
    const filtered = step.focus === null ? found : asValue(ANY);
    for (const filter of step.filters) inferTree(work, filter, { here: filtered, scope });
  }
  return here;
}

function bindsVariable(step: Step): boolean {
  return step.focus !== null || step.index !== null;
}

/** What is not there is reported once; what is read of that may be anything. */
function inferField(work: Work, { name, at }: Name, here: Here): Here {
  const before = here.trail;
  const trail = before === '' ? name : `${before}.${name}`;
  const found = fieldOf(here.shape, name);
  if (found !== null) return { shape: found, trail, label: labelOf(found) ?? here.label };
  note(work, trail, { type: 'field', name, at, before, owner: here.shape, label: here.label });
  const isCertain = here.shape.type === 'object' && here.shape.others === 'none';
  return { shape: isCertain ? NOTHING : ANY, trail, label: null };
}

function note({ misses }: Work, key: string, miss: Miss | UnsetVariable): void {
  if (misses.size < MOST_MISSES && !misses.has(key)) misses.set(key, miss);
}

function inferVariable(work: Work, { name, at }: Variable, { here, scope }: At): Here {
  if (name === '') return here;
  if (name === '$') return work.root;
  const found = lookUp(scope, name);
  if (found !== null) return found;
  if (!isFunction(name) && !work.set.has(name)) note(work, `$${name}`, { type: 'variable', name, at });
  return asValue(ANY);
}

function inferObject(work: Work, pairs: readonly Pair[], at: At): Here {
  const fields = new Map<string, Shape>();
  const made = new Map<string, Place>();
  let others: ObjectShape['others'] = 'none';
  for (const [key, value] of pairs) {
    const name = key.type === 'literal' && typeof key.value === 'string' ? key.value : null;
    if (name === null || key.type !== 'literal' || key.at === null) {
      inferTree(work, key, at);
      others = 'possible';
    } else made.set(name, key.at);
    const { shape } = inferTree(work, value, at);
    if (name !== null) fields.set(name, shape);
  }
  return asValue(objectOf(fields, { others, made }));
}

function inferBlock(work: Work, parts: readonly Tree[], { here, scope }: At): Here {
  const inner: At = { here, scope: newScope(scope) };
  let last = asValue(NOTHING);
  for (const part of parts) last = inferTree(work, part, inner);
  return last;
}

function inferBind(work: Work, { name, value }: Bind, at: At): Here {
  const found = inferTree(work, value, at);
  at.scope.variables.set(name, found);
  return found;
}

function inferCall(work: Work, { of, given }: Call, at: At): Here {
  const name = of.type === 'variable' && lookUp(at.scope, of.name) === null ? of.name : null;
  // That a function is not there is not a matter of the data.
  if (name === null && !isPlainName(of)) inferTree(work, of, at);
  const [first, second, ...others] = given;
  const over = first === undefined ? null : inferTree(work, first, at);
  const items = name !== null && goesOverItems(name) ? over : null;
  const result = second && inferArgument(work, second, { at, first: items });
  for (const one of others) inferTree(work, one, at);
  if (name === null) return asValue(ANY);
  if (name === 'map' && second?.type === 'lambda' && result !== undefined) return result;
  return handsOn(name) && over !== null ? over : asValue(resultOf(name));
}

/** `first` is what the first parameter is, where the argument is a function; null: not known. */
function inferArgument(
  work: Work,
  argument: Tree,
  { at, first }: { readonly at: At; readonly first: Here | null },
): Here {
  return argument.type === 'lambda'
    ? inferLambda(work, argument, { at, first })
    : inferTree(work, argument, at);
}

function isPlainName(tree: Tree): boolean {
  return tree.type === 'path' && tree.steps.length === 1 && tree.steps[0]?.of.type === 'name';
}

/** Infers the body of a function; `first` is what its first parameter is, null: not known. */
function inferLambda(
  work: Work,
  { parameters, body }: Lambda,
  { at, first }: { readonly at: At; readonly first: Here | null },
): Here {
  const scope = newScope(at.scope);
  parameters.forEach((parameter, index) => {
    scope.variables.set(parameter, index === 0 && first !== null ? first : asValue(ANY));
  });
  return inferTree(work, body, { here: at.here, scope });
}
