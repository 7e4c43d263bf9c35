import { kebab } from '../generate/names.ts';

/** A path of a contract in the style of a blueprint. */
export interface StyledPath {
  readonly segments: readonly Segment[];
}

export type Segment =
  | { readonly type: 'fixed'; readonly text: string }
  | { readonly type: 'parameter'; readonly name: string };

/**
 * Returns a contract's path template in the style of a blueprint: words in lower case with hyphens, without versions and file
 * extensions; each parameter is a segment of its own, with a name that a path may have, unique in the path.
 * `/v1/Orders({id})/lines.json` is `/orders/{id}/lines`.
 */
export function stylePath(template: string): StyledPath {
  const [path = ''] = template.split(/[?#]/, 1);
  const names = new Set<string>();
  const segments = path.split('/').flatMap((segment) => piecesOf(segment, names));
  const kept = segments.filter((segment) => segment.type === 'parameter' || !/^v\d+$/.test(segment.text));
  return { segments: kept.length > 0 ? kept : segments };
}

function piecesOf(segment: string, names: Set<string>): readonly Segment[] {
  return segment
    .replace(/\.(?:json|xml|html?|php|aspx?|jsp|do)$/i, '')
    .split(/(\{[^{}]*\})/)
    .flatMap((piece): readonly Segment[] => {
      if (!piece.startsWith('{')) {
        // Letters beyond ASCII stand encoded in a path.
        const text = encodeURIComponent(kebab(piece));
        return text === '' ? [] : [{ type: 'fixed', text }];
      }
      const name = freeName(piece.slice(1, -1), names);
      return [{ type: 'parameter', name }];
    });
}

function freeName(wanted: string, names: Set<string>): string {
  const plain = wanted.replace(/[^A-Za-z0-9_-]/g, '_').replace(/^(?=[^A-Za-z_])/, '_');
  let name = plain;
  for (let n = 2; names.has(name); n += 1) name = `${plain}_${n}`;
  names.add(name);
  return name;
}

/**
 * Returns the paths without the fixed segments that they all begin with: only as far as each keeps one, so that it still
 * says what it is about.
 */
export function withoutCommonStart(paths: readonly StyledPath[]): readonly string[] {
  const [first] = paths;
  let common = 0;
  const isCommon = (at: number) => {
    const segment = first?.segments[at];
    return (
      segment?.type === 'fixed' &&
      paths.every(({ segments }) => {
        const other = segments[at];
        const rest = segments.slice(at + 1);
        return other?.type === 'fixed' && other.text === segment.text && rest[0]?.type === 'fixed';
      })
    );
  };
  while (isCommon(common)) common += 1;
  return paths.map(({ segments }) => writePath(segments.slice(common)));
}

function writePath(segments: readonly Segment[]): string {
  return `/${segments.map((one) => (one.type === 'fixed' ? one.text : `{${one.name}}`)).join('/')}`;
}
