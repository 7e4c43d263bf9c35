import { FORMATS, type Format } from '../diagnostics/formats/format.ts';
import { UserError } from '../diagnostics/user-error.ts';

/** One form of the findings and where it goes; null: stdout. */
export interface FindingsOutput {
  readonly format: Format;
  readonly file: string | null;
}

/** A `-f` or a `-o` of the command line, in the order in which they stand there. */
export type OutputWord =
  | { readonly type: 'format'; readonly format: Format; readonly file: string | null }
  | { readonly type: 'file'; readonly file: string };

/** Returns what a value of `-f` means, `FORMAT` or `FORMAT=FILE`; null for a format that does not exist. */
export function parseFormat(text: string): OutputWord | null {
  const at = text.indexOf('=');
  const name = at === -1 ? text : text.slice(0, at);
  const format = FORMATS.find((known) => known === name);
  return format === undefined
    ? null
    : { type: 'format', format, file: at === -1 ? null : text.slice(at + 1) };
}

/**
 * Returns where each form goes: an `-o` is the file of the `-f` before it, and what has none goes to stdout. Throws a UserError `usage` where two would go to the same place, or an `-o` has no `-f`.
 */
export function chooseOutputs(words: readonly OutputWord[]): readonly FindingsOutput[] {
  const outputs: FindingsOutput[] = [];
  for (const word of words) {
    if (word.file === '') throw usage('a name of a file is empty', 'write -f sarif=findings.sarif');
    if (word.type === 'format') outputs.push({ format: word.format, file: word.file });
    else outputs.push({ ...withoutFile(outputs.pop(), word.file), file: word.file });
  }
  refuseSharing(outputs);
  return outputs;
}

function withoutFile(output: FindingsOutput | undefined, file: string): FindingsOutput {
  if (output === undefined) {
    throw usage(
      `no format is named before -o ${file}`,
      `write -f sarif -o ${file}: an -o belongs to the -f before it`,
    );
  }
  if (output.file === null) return output;
  throw usage(
    `the format ${output.format} has two files, "${output.file}" and "${file}"`,
    `write another -f before -o ${file}`,
  );
}

function refuseSharing(outputs: readonly FindingsOutput[]): void {
  const taken = new Map<string | null, Format>();
  for (const { format, file } of outputs) {
    const other = taken.get(file);
    if (other !== undefined) {
      throw usage(
        `${other} and ${format} both go to ${file === null ? 'stdout' : `"${file}"`}`,
        `give each a file of its own: -f ${format} -o FILE`,
      );
    }
    taken.set(file, format);
  }
}

function usage(message: string, hint: string): UserError {
  return new UserError('usage', message, hint);
}
