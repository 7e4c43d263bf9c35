import { UserError } from '../diagnostics/user-error.ts';
import { checkOutputFiles, writeOutputFiles } from './output-files.ts';
import { realPath } from './real-path.ts';

export { type DiagramOptions, drawDiagram } from '../diagram/draw.ts';

/** Where a picture goes, and what it must not overwrite. */
export interface DiagramFile {
  /** As the user wrote it, relative to `cwd`. */
  readonly file: string;
  readonly blueprint: string;
  readonly cwd: string;
}

/** Throws a UserError `usage` where a picture could not be written, or would replace its blueprint. */
export function checkDiagramFile({ file, blueprint, cwd }: DiagramFile): void {
  checkOutputFiles([file], cwd);
  if (realPath(file, cwd) === realPath(blueprint, cwd))
    throw new UserError('usage', `"${file}" is the blueprint itself`, 'name another file for the picture');
}

/** Writes a picture, whole or not at all. Throws a UserError `environment` where that cannot be done. */
export function writeDiagramFile({ file, cwd }: DiagramFile, text: string): void {
  writeOutputFiles([{ file, text }], cwd);
}
