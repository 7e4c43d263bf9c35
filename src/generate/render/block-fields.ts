import Handlebars from 'handlebars';
import { createSource } from '../../source/source.ts';

/** A field that a block of a template asks for: `hasCalls` in `{{#if hasCalls}}`. */
export interface BlockField {
  /** As it is written: `../hasCalls`. */
  readonly written: string;
  /** Its last part. */
  readonly name: string;
  /** What it is a field of, as a template writes it: `..`. */
  readonly holder: string;
  /** Where it stands in the template. */
  readonly start: number;
  readonly end: number;
}

/** Returns the fields that the blocks of a template ask for, in its order. Throws Handlebars' error for a text that is no template. */
export function blockFields(template: string): readonly BlockField[] {
  const { lineStarts } = createSource('', template);
  const offsetOf = ({ line, column }: hbs.AST.Position) => (lineStarts[line - 1] ?? 0) + column;
  return expressionsIn(Handlebars.parse(template)).flatMap((path) => {
    const [start, end] = [offsetOf(path.loc.start), offsetOf(path.loc.end)];
    const written = template.slice(start, end);
    const [, above, name] = /^(?:(.*)[./])?([^./@[\]]+|\[[^\]]*\])$/.exec(written) ?? [];
    if (name === undefined || name === 'this') return [];
    return [{ written, name: name.replace(/^\[|\]$/g, ''), holder: above ?? 'this', start, end }];
  });
}

/** The paths among the parameters of blocks, and of what these are made with. */
function expressionsIn({ body }: hbs.AST.Program): readonly hbs.AST.PathExpression[] {
  return body.filter(isBlock).flatMap(({ params, program, inverse }) => [
    ...pathsIn(params),
    // The inverse of a block without any is not there, whatever its type says.
    ...[program, inverse].flatMap((part: hbs.AST.Program | undefined) =>
      part === undefined ? [] : expressionsIn(part),
    ),
  ]);
}

function pathsIn(params: readonly hbs.AST.Expression[]): readonly hbs.AST.PathExpression[] {
  return params.flatMap((param) => {
    if (isPath(param)) return [param];
    return isCall(param) ? pathsIn(param.params) : [];
  });
}

function isBlock(statement: hbs.AST.Statement): statement is hbs.AST.BlockStatement {
  return statement.type === 'BlockStatement';
}

function isPath(expression: hbs.AST.Expression): expression is hbs.AST.PathExpression {
  return expression.type === 'PathExpression';
}

function isCall(expression: hbs.AST.Expression): expression is hbs.AST.SubExpression {
  return expression.type === 'SubExpression';
}
