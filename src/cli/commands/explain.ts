import { Option } from 'commander';
import type { Explained } from '../../api/explain.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import { formatExplained } from '../format-explanation.ts';
import { loadPalette } from '../palette.ts';
import { refuseNoFolder } from '../refuse-no-folder.ts';

interface ExplainWords {
  readonly out?: string;
  readonly format: 'text' | 'json';
}

/** `lintel explain`: from a generated place to the blueprint, and back. */
export const registerExplain: Register = (program, execute) => {
  program
    .command('explain')
    .description('tell where a generated file or line comes from, or what a part of the blueprint produces')
    .argument('<subject>', 'FILE, FILE:LINE, a folder, or an element or operation of the blueprint')
    .option(
      '-o, --out <dir>',
      'the generated folder (default: the one that the file, or the current folder, is in)',
    )
    .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  $ lintel explain ../shop-system/services/storefront/src/service.ts:14
  $ lintel explain ../shop-system/deploy/compose.yaml:120
  $ lintel explain ../shop-system/services/storefront
  $ lintel explain frontends.storefront -o ../shop-system
  $ lintel explain storefront.getHome -o ../shop-system

It is read from .lintel/manifest.json: nothing is written into the generated files for it.`,
    )
    .action((subject: string, words: ExplainWords) => execute((session) => explain(subject, words, session)));
};

async function explain(subject: string, { out, format }: ExplainWords, session: Session): Promise<number> {
  const { io, noColor } = session;
  refuseNoFolder(out);
  const api = await import('../../api/explain.ts');
  const explained = api.explain(subject, { from: io.cwd(), out });
  if (format === 'json') io.stdout.write(`${JSON.stringify(asJson(explained), null, 2)}\n`);
  else {
    const palette = await loadPalette(io, io.stdout, noColor);
    io.stdout.write(formatExplained(explained, palette));
  }
  return ExitCode.ok;
}

function asJson(explained: Explained): object {
  const { root: out } = explained;
  switch (explained.about) {
    case 'place':
      return { schemaVersion: '1', out, ...explained.place };
    case 'folder':
      return { schemaVersion: '1', out, folder: explained.path, products: explained.products };
    case 'part': {
      const { part, made } = explained;
      return { schemaVersion: '1', out, part, madeFor: made.for, products: made.products };
    }
  }
}
