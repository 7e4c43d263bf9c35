import type { InputRequest } from '../api/blueprint-inputs.ts';
import { explainBudgets, formatBudget, formatBudgetJson } from '../api/budget.ts';
import { escapeControl } from '../diagnostics/escape-control.ts';
import type { FindingsReport } from '../diagnostics/findings-report.ts';
import { formatTextReport } from '../diagnostics/formats/text.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { Session } from './command.ts';
import type { FindingsOutput } from './findings-outputs.ts';
import { loadPalette } from './palette.ts';

/** Prints the arithmetic of blueprints on stdout, and what was found in them, as text, on stderr. */
export type PrintBudgets = (request: InputRequest, report: FindingsReport, session: Session) => Promise<void>;

/** Returns what prints budgets in the form that is asked for. Throws a UserError `usage` for one that only findings have. */
export function budgetPrinter(outputs: readonly FindingsOutput[]): PrintBudgets {
  const [first = { format: 'text', file: null }, ...others] = outputs;
  const { format, file } = first;
  if ((format === 'text' || format === 'json') && file === null && others.length === 0)
    return (request, report, session) => printBudgets(request, { report, format }, session);
  throw new UserError(
    'usage',
    '--explain-budget prints tables or JSON on stdout, and nothing else',
    'leave -f and -o out, or write -f json',
  );
}

async function printBudgets(
  request: InputRequest,
  { report, format }: { readonly report: FindingsReport; readonly format: 'text' | 'json' },
  { io, noColor }: Session,
): Promise<void> {
  const budgets = await explainBudgets(request);
  io.stderr.write(formatTextReport(report, await loadPalette(io, io.stderr, noColor)));
  if (format === 'json') {
    io.stdout.write(formatBudgetJson(budgets));
    return;
  }
  const palette = await loadPalette(io, io.stdout, noColor);
  for (const [at, { file, budget }] of budgets.entries()) {
    const before = at === 0 ? '' : '\n';
    const name = budgets.length > 1 ? `${palette.dim(escapeControl(file))}\n` : '';
    io.stdout.write(`${before}${name}${formatBudget(budget, palette)}`);
  }
}
