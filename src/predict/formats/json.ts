import type { Budget } from '../budget.ts';

/** The arithmetic of a blueprint, with the file that it is written in. */
export interface FileBudget {
  readonly file: string;
  readonly budget: Budget;
}

/** Returns the arithmetic of blueprints as indented JSON with a line end: times in ms to the microsecond, shares 0 to 1. */
export function formatBudgetJson(files: readonly FileBudget[]): string {
  const budgets = files.map(({ file, budget }) => ({ file, ...budget }));
  return `${JSON.stringify({ schemaVersion: '1', budgets }, rounded, 2)}\n`;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(Math.abs(value) < 1 ? 6 : 3)) : value;
}
