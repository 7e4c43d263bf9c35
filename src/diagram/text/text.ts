import type { Group, Link, Picture, PictureNode } from '../picture.ts';
import { columnsOf, fitColumns } from './columns.ts';
import { ASCII_STROKES, boxAround, innerWidth, LINE_STROKES, listed, type Pen, plain } from './pen.ts';

export interface TextOptions {
  /** Width of the terminal: no line is longer, unless there are fewer than 40. */
  readonly columns: number;
  /** Draws with ASCII characters only. */
  readonly ascii: boolean;
}

const LEAST_COLUMNS = 40;
/** Wider boxes are harder to read, not easier. */
const MOST_COLUMNS = 110;

/**
 * Returns a picture for the terminal: a box for each group from top to bottom, and in it each element with what it calls.
 * Control characters are escaped.
 */
export function formatText(picture: Picture, { columns, ascii }: TextOptions): string {
  const width = Math.max(LEAST_COLUMNS, Math.min(columns, MOST_COLUMNS));
  const pen: Pen = { strokes: ascii ? ASCII_STROKES : LINE_STROKES, width };
  const heading = plain(`${picture.title} · ${picture.name} · ${picture.view} view`, pen);
  const boxes = picture.groups.flatMap((group) =>
    boxAround(plain(group.title, pen), linesOf(group, picture, pen), pen),
  );
  return `${[fitColumns(heading, width, pen.strokes.cut), ...boxes, ...keyOf(picture, pen)].join('\n')}\n`;
}

function linesOf(group: Group, picture: Picture, pen: Pen): readonly string[] {
  const from = (id: string) => picture.links.filter((link) => link.from === id);
  if (picture.joins === 'groups') {
    const titles = new Map(picture.groups.map(({ id, title }) => [id as string, title]));
    const names = group.nodes.map(({ text }) => plain(text, pen));
    return [
      ...listed('', names, pen),
      ...callsOf('', from(group.id), { pen, nameOf: ({ to }) => titles.get(to) ?? to }),
    ];
  }
  if (picture.view === 'detail') return group.nodes.flatMap((node) => detailOf(node, from(node.id), pen));
  const widest = Math.max(...group.nodes.map(({ text }) => columnsOf(plain(text, pen))));
  const column = Math.min(widest, Math.floor(innerWidth(pen) * 0.45)) + 2;
  return group.nodes.flatMap((node) => {
    const name = fitColumns(plain(node.text, pen), column - 2, pen.strokes.cut);
    const lead = name + ' '.repeat(column - columnsOf(name));
    const calls = callsOf(lead, from(node.id), { pen, nameOf: withProtocol });
    return calls.length > 0 ? calls : listed(lead, [plain(node.note, pen)], pen);
  });
}

interface Naming {
  readonly pen: Pen;
  readonly nameOf: (link: Link) => string;
}

/** What is called, then what may be; the first line starts with `lead`, the others are indented to it. */
function callsOf(lead: string, links: readonly Link[], { pen, nameOf }: Naming): readonly string[] {
  const names = (optional: boolean) =>
    links.filter((link) => link.optional === optional).map((link) => plain(nameOf(link), pen));
  const indent = ' '.repeat(columnsOf(lead));
  const [needed, optional] = [names(false), names(true)];
  const first = needed.length === 0 ? [] : listed(`${lead}${pen.strokes.calls} `, needed, pen);
  const second =
    optional.length === 0
      ? []
      : listed(`${first.length === 0 ? lead : indent}${pen.strokes.mayCall} `, optional, pen);
  return [...first, ...second];
}

/** HTTP is what everything speaks that says nothing. */
function withProtocol({ to, label: [protocol] }: Link): string {
  return protocol === undefined || protocol === 'HTTP' ? to : `${to} (${protocol})`;
}

function detailOf(node: PictureNode, links: readonly Link[], pen: Pen): readonly string[] {
  const head = node.note === '' ? node.text : `${node.text} · ${node.note}`;
  const rows = node.rows.map(({ text, value }) => plain(value === '' ? text : `${text} ${value}`, pen));
  return [
    fitColumns(plain(head, pen), innerWidth(pen), pen.strokes.cut),
    ...(rows.length === 0 ? [] : listed('    ', rows, pen, ';')),
    ...links.flatMap(({ to, label, optional }) => {
      const arrow = optional ? pen.strokes.mayCall : pen.strokes.calls;
      const [protocol = '', ...calls] = label.map((line) => plain(line, pen));
      return listed(
        `  ${arrow} `,
        [`${to} (${protocol})${calls.length > 0 ? ':' : ''} ${calls[0] ?? ''}`.trimEnd(), ...calls.slice(1)],
        pen,
      );
    }),
  ];
}

/** What the arrows mean, where there are two sorts. */
function keyOf({ links }: Picture, { strokes, width }: Pen): readonly string[] {
  if (!links.some(({ optional }) => optional)) return [];
  const key = `${strokes.calls} calls   ${strokes.mayCall} calls for an optional part`;
  return [fitColumns(key, width, strokes.cut)];
}
