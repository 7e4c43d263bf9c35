import { UserError } from '../diagnostics/user-error.ts';

/** A pattern with wildcards. `accepts` takes time in proportion to the lengths of both, whatever they are. */
export interface Glob {
  readonly accepts: (text: string) => boolean;
}

/** A pattern, or why it is none: a part of a sentence. */
export type GlobResult = { readonly glob: Glob } | { readonly problem: string };

/** What divides the texts that a pattern is for: paths of files, places in a blueprint; null: nothing does. */
export type Separator = '/' | '.' | null;

const LONGEST_PATTERN = 200;
const MOST_ALTERNATIVES = 16;
/** Longer texts are accepted by no pattern. */
const LONGEST_TEXT = 4000;

/** What comparing may cost, all patterns together: a character with a place in a pattern costs one. */
export interface GlobBudget {
  left: number;
}

/** The budget is spent: what a pattern accepts is not known. */
function budgetSpent(): UserError {
  return new UserError(
    'patterns',
    'there is more to compare with patterns than is allowed',
    'use fewer patterns in the configuration, or shorter ones',
  );
}

type Step =
  | { readonly type: 'char'; readonly char: string }
  /** One character, no separator. */
  | { readonly type: 'one' }
  /** Any characters, no separator. */
  | { readonly type: 'run' }
  /** Any characters. */
  | { readonly type: 'all' }
  /** Nothing itself: the next so many steps may be left out. */
  | { readonly type: 'maybe'; readonly steps: number };

/**
 * Returns the pattern as something that accepts texts: `*` stands for any characters but separators, `**` for any at all
 * (a whole part `**` also for none: `a/**` accepts `a`), `?` for one, `{a,b}` for either; everything else for itself. It is
 * compared place by place and not by a regular expression, which some patterns could keep busy for years. What the budget
 * (none: all there is) does not have is not compared: a UserError `patterns` is thrown.
 */
export function compileGlob(
  pattern: string,
  separator: Separator,
  budget: GlobBudget = { left: Number.POSITIVE_INFINITY },
): GlobResult {
  if (pattern === '') return { problem: 'is empty' };
  if (pattern.length > LONGEST_PATTERN) return { problem: `has more than ${LONGEST_PATTERN} characters` };
  const alternatives = expand(pattern);
  if (alternatives === null) return { problem: `stands for more than ${MOST_ALTERNATIVES} alternatives` };
  const ways = alternatives.map((one) => stepsOf(one, separator));
  const accepts = (text: string) => {
    if (text.length > LONGEST_TEXT) return false;
    return ways.some((steps) => run(steps, { text, separator, budget }));
  };
  return { glob: { accepts } };
}

/** Null: there are too many. Braces without a comma stand for themselves. */
function expand(pattern: string): readonly string[] | null {
  let open = [''];
  let at = 0;
  for (const match of pattern.matchAll(/\{([^{},]*(?:,[^{},]*)+)\}/g)) {
    const before = pattern.slice(at, match.index);
    const choices = (match[1] ?? '').split(',');
    if (open.length * choices.length > MOST_ALTERNATIVES) return null;
    open = open.flatMap((start) => choices.map((choice) => start + before + choice));
    at = match.index + match[0].length;
  }
  return open.map((start) => start + pattern.slice(at));
}

function stepsOf(pattern: string, separator: Separator): readonly Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === separator && pattern.slice(at + 1) === '**') {
      steps.push({ type: 'maybe', steps: 2 }, { type: 'char', char }, { type: 'all' });
      return steps;
    }
    if (pattern.startsWith('**', at)) {
      const isPart = at === 0 || pattern.charAt(at - 1) === separator;
      // The separator behind it is left out with it.
      if (isPart && pattern.charAt(at + 2) === separator) steps.push({ type: 'maybe', steps: 2 });
      steps.push({ type: 'all' });
      at += 1;
    } else if (char === '*') steps.push({ type: 'run' });
    else steps.push(char === '?' ? { type: 'one' } : { type: 'char', char });
  }
  return steps;
}

interface Run {
  readonly text: string;
  readonly separator: Separator;
  readonly budget: GlobBudget;
}

/** Keeps every place in the pattern at which the text so far may have come to: 1 where it may. */
function run(steps: readonly Step[], { text, separator, budget }: Run): boolean {
  let here = new Uint8Array(steps.length + 1);
  let next = new Uint8Array(steps.length + 1);
  here[0] = 1;
  for (let at = 0; here.includes(1); at++) {
    budget.left -= steps.length + 1;
    if (budget.left < 0) throw budgetSpent();
    // Behind the end no step takes anything; what may be left out is passed all the same.
    advance(steps, { here, next, char: text.charAt(at), separator });
    if (at === text.length) return here[steps.length] === 1;
    [here, next] = [next, here];
    next.fill(0);
  }
  return false;
}

interface Places {
  readonly here: Uint8Array;
  readonly next: Uint8Array;
  /** Empty behind the end. */
  readonly char: string;
  readonly separator: Separator;
}

/** Goes from the places here to the next ones by a character; places that need none lie ahead and are added here. */
function advance(steps: readonly Step[], { here, next, char, separator }: Places): void {
  for (let place = 0; place < steps.length; place++) {
    const step = steps[place];
    if (here[place] !== 1 || step === undefined) continue;
    switch (step.type) {
      case 'char':
        if (step.char === char) next[place + 1] = 1;
        break;
      case 'one':
        if (char !== separator) next[place + 1] = 1;
        break;
      case 'run':
        here[place + 1] = 1;
        if (char !== separator) next[place] = 1;
        break;
      case 'all':
        here[place + 1] = 1;
        next[place] = 1;
        break;
      case 'maybe':
        here[place + 1] = 1;
        here[place + 1 + step.steps] = 1;
        break;
    }
  }
}
