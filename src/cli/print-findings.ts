import { escapeControl } from '../diagnostics/escape-control.ts';
import type { FailOn } from '../diagnostics/fail-on.ts';
import type { FindingsReport } from '../diagnostics/findings-report.ts';
import { formatTextReport, summaryLine } from '../diagnostics/formats/text.ts';
import { plainPalette } from '../diagnostics/palette.ts';
import type { Session } from './command.ts';
import type { FindingsOutput } from './findings-outputs.ts';
import type { Io } from './io.ts';
import { loadPalette } from './palette.ts';

/** What is printed, and where. */
export interface Printing {
  /** None: text on stdout, and on GitHub annotations and a summary with it. */
  readonly outputs: readonly FindingsOutput[];
  readonly failOn: FailOn;
}

/**
 * Prints the findings in each form to where it goes. Files are written only after every form is made. Throws a UserError
 * where a file cannot be written.
 */
export async function printFindings(
  report: FindingsReport,
  { outputs, failOn }: Printing,
  session: Session,
): Promise<void> {
  const { io } = session;
  if (outputs.length === 0) {
    io.stdout.write(await textFor(report, session));
    if (isOnGithub(io)) await (await import('./tell-github.ts')).tellGithub(report, failOn, io);
    return;
  }
  const made = await Promise.all(outputs.map((output) => formatOne(report, output, { failOn, session })));
  const files = made.flatMap(({ file, text }) => (file === null ? [] : [{ file, text }]));
  if (files.length > 0) {
    const { refuseBlueprints, writeOutputFiles } = await import('../api/output-files.ts');
    refuseBlueprints(
      files.map(({ file }) => file),
      report.files,
      io.cwd(),
    );
    writeOutputFiles(files, io.cwd());
  }
  const printed = made.find(({ file }) => file === null);
  if (printed !== undefined) io.stdout.write(printed.text);
  else {
    const names = files.map(({ file }) => escapeControl(file)).join(', ');
    io.stderr.write(`written: ${names}; ${summaryLine(report)}\n`);
  }
}

interface Made {
  readonly file: string | null;
  readonly text: string;
}

async function formatOne(
  report: FindingsReport,
  { format, file }: FindingsOutput,
  { failOn, session }: { readonly failOn: FailOn; readonly session: Session },
): Promise<Made> {
  if (format === 'text')
    return {
      file,
      text: file === null ? await textFor(report, session) : formatTextReport(report, plainPalette),
    };
  const { formatFindings } = await import('../diagnostics/formats/index.ts');
  const { findRepository } = await import('../api/find-repository.ts');
  const context = { repository: findRepository(session.io.cwd()), failOn };
  return { file, text: await formatFindings(format, report, context) };
}

/** As a terminal shows it; where GitHub reads along, nothing in it is a command. */
async function textFor(report: FindingsReport, { io, noColor }: Session): Promise<string> {
  const text = formatTextReport(report, await loadPalette(io, io.stdout, noColor));
  return isOnGithub(io) ? (await import('./tell-github.ts')).withoutCommands(text) : text;
}

function isOnGithub({ env }: Io): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}
