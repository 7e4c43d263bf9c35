import { type Palette, plainPalette } from '../diagnostics/palette.ts';
import { type Io, mayColour, type Output } from './io.ts';

/** Returns the colours for an output; chalk is loaded only where there are any. */
export async function loadPalette(io: Io, output: Output, noColor: boolean): Promise<Palette> {
  if (!mayColour(io, output, noColor)) return plainPalette;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    red: (text) => chalk.red(text),
    yellow: (text) => chalk.yellow(text),
    green: (text) => chalk.green(text),
    cyan: (text) => chalk.cyan(text),
    dim: (text) => chalk.dim(text),
    bold: (text) => chalk.bold(text),
  };
}
