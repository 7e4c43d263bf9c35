import { Option } from 'commander';
import {
  DIAGRAM_FORMATS,
  type DiagramFormat,
  THEMES,
  type Theme,
  VIEWS,
  type View,
} from '../../api/diagram-choices.ts';
import { UserError } from '../../diagnostics/user-error.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';

interface DiagramWords {
  readonly format?: DiagramFormat;
  readonly out?: string;
  readonly view: View;
  readonly theme?: Theme;
  readonly ascii?: boolean;
}

/** `lintel diagram`: the blueprint as a picture. */
export const registerDiagram: Register = (program, execute) => {
  program
    .command('diagram')
    .description('draw a blueprint: as SVG, as Mermaid, or for the terminal')
    .argument('[blueprint]', 'blueprint file')
    .addOption(
      new Option(
        '-f, --format <format>',
        'svg, mermaid or text (default: as -o ends; without it text on a terminal, else svg)',
      ).choices(DIAGRAM_FORMATS),
    )
    .option('-o, --out <file>', 'file to write (default: stdout)')
    .addOption(new Option('--view <view>', 'how deep it goes').choices(VIEWS).default('schematic'))
    .addOption(
      new Option(
        '--theme <theme>',
        "colours of svg and mermaid; auto follows the reader's system (default: auto)",
      ).choices(THEMES),
    )
    .option('--ascii', 'text without box-drawing characters')
    .addHelpText('after', helpEnd)
    .action((blueprint: string | undefined, words: DiagramWords) =>
      execute((session) => diagram(blueprint, words, session)),
    );
};

const helpEnd = `
Views: logical has the groups and their elements and no technology, schematic the elements with their connections, detail
also operations, deadlines, storage and the calls on each connection.

Examples:
  $ lintel diagram
  $ lintel diagram --view logical -o architecture.svg
  $ lintel diagram shop.blueprint.yaml --view detail --theme dark -o detail.svg
  $ lintel diagram -f mermaid > architecture.mmd
  $ lintel diagram -f text --ascii | less`;

async function diagram(named: string | undefined, words: DiagramWords, session: Session): Promise<number> {
  const { io } = session;
  const format = formatOf(words, io);
  refuseIdle(words, format);
  const { findBlueprint } = await import('../../api/check.ts');
  const { acceptedModel } = await import('../../api/accepted-model.ts');
  const blueprint = named ?? findBlueprint(io.cwd());
  const api = await import('../../api/diagram.ts');
  const target = words.out === undefined ? null : { file: words.out, blueprint, cwd: io.cwd() };
  if (target !== null) api.checkDiagramFile(target);
  const { view, theme = 'auto', ascii = false } = words;
  const model = await acceptedModel(blueprint, io.cwd());
  const text = await api.drawDiagram(model, { format, view, theme, ascii, columns: columnsOf(io) });
  if (target === null) io.stdout.write(text);
  else {
    api.writeDiagramFile(target, text);
    io.stderr.write(`diagram: ${target.file}\n`);
  }
  return ExitCode.ok;
}

const FORMAT_OF_ENDING: Readonly<Record<string, DiagramFormat>> = {
  svg: 'svg',
  mmd: 'mermaid',
  mermaid: 'mermaid',
  txt: 'text',
};

function formatOf({ format, out }: DiagramWords, io: Io): DiagramFormat {
  if (format !== undefined) return format;
  if (out === undefined) return io.stdout.isTTY === true ? 'text' : 'svg';
  const ending = /\.([^./\\]+)$/.exec(out)?.[1]?.toLowerCase() ?? '';
  const known = Object.hasOwn(FORMAT_OF_ENDING, ending) ? FORMAT_OF_ENDING[ending] : undefined;
  if (known !== undefined) return known;
  throw new UserError(
    'usage',
    `"${out}" does not say which format it is`,
    'name it with -f svg, mermaid or text',
  );
}

/** An option that would change nothing is a mistake worth a word. */
function refuseIdle({ theme, ascii }: DiagramWords, format: DiagramFormat): void {
  if (theme !== undefined && format === 'text')
    throw new UserError(
      'usage',
      'text has no colours, so --theme says nothing',
      'leave it out, or name -f svg',
    );
  if (ascii === true && format !== 'text')
    throw new UserError(
      'usage',
      `--ascii is for text, and this is ${format}`,
      'leave it out, or name -f text',
    );
}

const DEFAULT_COLUMNS = 80;

/** COLUMNS, if somebody has set it, then the terminal's own width. */
function columnsOf({ env, stdout }: Io): number {
  const wanted = Number(env['COLUMNS']);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : (stdout.columns ?? DEFAULT_COLUMNS);
}
