import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import type { Model } from '../model/model.ts';
import { recordSpans } from '../observe/recorder.ts';
import type { RunListener } from '../observe/run.ts';
import { formatHtml } from '../report/formats/html.ts';
import { formatJson } from '../report/formats/json.ts';
import type { Report } from '../report/report.ts';

/** Where a report goes: `report.html`, `report.json` and `spans.jsonl` in one folder. */
export interface ReportFolder extends RunListener {
  /** Puts the report and the spans in their places, over an earlier report. Returns the path of the HTML file. */
  publish(report: Report, model: Model): Promise<string>;
  /** Leaves the folder as it was, unless there is a new report. */
  discard(): void;
}

/**
 * Opens a report folder before the run, so that a folder that cannot be written ends the command before it has begun. An
 * earlier report stays until there is a new one. Throws a UserError `environment`.
 */
export function reportFolder(folder: string): ReportFolder {
  const partial = join(folder, '.partial');
  guard(folder, () => {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
  });
  const spans = recordSpans(partial);
  let published = false;
  return {
    on: (event) => spans.on(event),
    async publish(report, model) {
      const page = await formatHtml(report, model);
      return guard(folder, () => {
        spans.close();
        writeFileSync(join(partial, 'report.html'), page);
        writeFileSync(join(partial, 'report.json'), formatJson(report));
        for (const name of ['report.html', 'report.json', 'spans.jsonl'])
          renameSync(join(partial, name), join(folder, name));
        rmSync(partial, { recursive: true });
        published = true;
        return join(folder, 'report.html');
      });
    },
    discard() {
      if (published) return;
      spans.close();
      rmSync(partial, { recursive: true, force: true });
    },
  };
}

function guard<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    throw new UserError(
      'environment',
      `cannot write the report to "${folder}" (${code})`,
      'name another folder with --report',
    );
  }
}
