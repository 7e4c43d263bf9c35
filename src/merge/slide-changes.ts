import type { MarkedLines } from './diff-lines.ts';

/**
 * Moves every run of changed lines of one text as far down as it can go without changing what is said, joining those that
 * meet; but where it can stand beside a change of the other text, it stops at the last such place. A run can move by a line
 * where the line behind it is the same as its first one. This is where git puts them: which of two equal lines is the new
 * one is then told in the same way for both sides of a merge.
 */
export function slideChanges(moved: MarkedLines, other: MarkedLines): void {
  const run = createRun(moved);
  const beside = createRun(other);
  do {
    if (run.end > run.start) slide(run, beside);
  } while (run.next() && beside.next());
}

function slide(run: Run, beside: Run): void {
  let size: number;
  let isBeside: boolean;
  let firstEnd: number;
  do {
    size = run.end - run.start;
    while (run.up()) beside.previous();
    firstEnd = run.end;
    isBeside = beside.end > beside.start;
    while (run.down()) {
      beside.next();
      isBeside ||= beside.end > beside.start;
    }
  } while (size !== run.end - run.start);
  if (run.end === firstEnd || !isBeside) return;
  while (beside.end === beside.start && run.up()) beside.previous();
}

/** The changed lines between two unchanged ones, maybe none. */
interface Run {
  readonly start: number;
  readonly end: number;
  /** Go to the next or previous run; false where there is none. */
  next(): boolean;
  previous(): boolean;
  /** Move the run itself by a line; false where it cannot be. */
  up(): boolean;
  down(): boolean;
}

function createRun({ lines, isChanged }: MarkedLines): Run {
  const run = {
    start: 0,
    end: 0,
    next: () => {
      if (run.end >= lines.length) return false;
      run.start = run.end + 1;
      run.end = run.start;
      while (isChanged[run.end] === 1) run.end += 1;
      return true;
    },
    previous: () => {
      if (run.start === 0) return false;
      run.end = run.start - 1;
      run.start = run.end;
      while (isChanged[run.start - 1] === 1) run.start -= 1;
      return true;
    },
    up: () => {
      if (run.start === 0 || lines[run.start - 1] !== lines[run.end - 1]) return false;
      run.start -= 1;
      run.end -= 1;
      isChanged[run.start] = 1;
      isChanged[run.end] = 0;
      while (isChanged[run.start - 1] === 1) run.start -= 1;
      return true;
    },
    down: () => {
      if (run.end >= lines.length || lines[run.start] !== lines[run.end]) return false;
      isChanged[run.start] = 0;
      isChanged[run.end] = 1;
      run.start += 1;
      run.end += 1;
      while (isChanged[run.end] === 1) run.end += 1;
      return true;
    },
  };
  while (isChanged[run.end] === 1) run.end += 1;
  return run;
}
