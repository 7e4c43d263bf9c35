/** Lines of a generated file that come from successive lines of a template, or all from one. All numbers are 1-based. */
export interface LineOrigin {
  /** The first of them in the generated file; the last is the one before the next origin. */
  readonly line: number;
  /** The line of the template that the first comes from. */
  readonly templateLine: number;
  /** How many come from successive lines of the template; those after them come from the last of these. */
  readonly count: number;
  /** What of the blueprint they are written for, where it is less than what the file is for; else `''`. */
  readonly blueprintPath: string;
  /** The patch that wrote them, `blueprint.yaml#patches.0`; else absent. Their line of the template is 0 then: they have none. */
  readonly patch?: string;
}

/** Returns the origins that marks say, in order of line; of several marks for one line, the first counts. */
export function originsOf(marks: readonly LineOrigin[]): readonly LineOrigin[] {
  const origins: { -readonly [key in keyof LineOrigin]: LineOrigin[key] }[] = [];
  for (const { line, templateLine, count, blueprintPath } of marks) {
    const last = origins.at(-1);
    const marked = last === undefined ? 0 : Math.max(0, last.line + last.count - line);
    if (marked >= count) continue;
    const isNext =
      last !== undefined &&
      line + marked === last.line + last.count &&
      templateLine + marked === last.templateLine + last.count &&
      blueprintPath === last.blueprintPath;
    if (isNext) last.count += count - marked;
    else
      origins.push({
        line: line + marked,
        templateLine: templateLine + marked,
        count: count - marked,
        blueprintPath,
      });
  }
  return origins;
}

/** Returns where a line comes from: the template's line, or the patch, and what of the blueprint. Null before the first origin. */
export function originAt(origins: readonly LineOrigin[], line: number): Omit<LineOrigin, 'count'> | null {
  const origin = origins.findLast((one) => one.line <= line);
  if (origin === undefined) return null;
  const { count, ...rest } = origin;
  return { ...rest, line, templateLine: templateLineAt(origin, line) };
}

function templateLineAt({ line: first, templateLine, count }: LineOrigin, line: number): number {
  return templateLine + Math.min(line - first, count - 1);
}

/** Returns the origins of successive lines, as few as say the same. */
export function fewestOrigins(lines: readonly Omit<LineOrigin, 'count'>[]): readonly LineOrigin[] {
  const origins: { -readonly [key in keyof LineOrigin]: LineOrigin[key] }[] = [];
  for (const one of lines) {
    const last = origins.at(-1);
    const isAlike = last?.blueprintPath === one.blueprintPath && last.patch === one.patch;
    if (last === undefined || !isAlike) origins.push({ ...one, count: 1 });
    else if (templateLineAt(last, one.line) === one.templateLine) continue;
    else if (one.line === last.line + last.count && one.templateLine === last.templateLine + last.count)
      last.count++;
    else origins.push({ ...one, count: 1 });
  }
  return origins;
}

/** Returns origins as a short text, `1:1x3 4:9@frontends.shop 5:0!blueprint.yaml#patches.0`, for the manifest; see `parseOrigins`. */
export function formatOrigins(origins: readonly LineOrigin[]): string {
  return origins
    .map(({ line, templateLine, count, blueprintPath, patch }) => {
      const path = blueprintPath === '' ? '' : `@${escaped(blueprintPath)}`;
      const by = patch === undefined ? '' : `!${escaped(patch)}`;
      return `${line}:${templateLine}${count === 1 ? '' : `x${count}`}${path}${by}`;
    })
    .join(' ');
}

/** Returns the origins in a text of `formatOrigins`; what is none is left out. */
export function parseOrigins(text: string): readonly LineOrigin[] {
  return text.split(' ').flatMap((part) => {
    const [, line, templateLine, count = '1', blueprintPath = '', patch] =
      /^(\d+):(\d+)(?:x(\d+))?(?:@([^\s!]+))?(?:!(\S+))?$/.exec(part) ?? [];
    if (line === undefined) return [];
    return [
      {
        line: Number(line),
        templateLine: Number(templateLine),
        count: Number(count),
        blueprintPath: unescaped(blueprintPath),
        ...(patch === undefined ? {} : { patch: unescaped(patch) }),
      },
    ];
  });
}

/** Blanks end an origin, and "!" what it is for; names of files may have both. */
function escaped(text: string): string {
  return text.replace(/[\s%!]/g, (char) => (char === '!' ? '%21' : encodeURIComponent(char)));
}

/** What nobody escaped stays. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
