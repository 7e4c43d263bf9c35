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

/** Returns where a line comes from: the template's line, and what of the blueprint. Null before the first origin. */
export function originAt(origins: readonly LineOrigin[], line: number): Omit<LineOrigin, 'count'> | null {
  const origin = origins.findLast((one) => one.line <= line);
  if (origin === undefined) return null;
  const { templateLine, count, blueprintPath } = origin;
  return { line, templateLine: templateLine + Math.min(line - origin.line, count - 1), blueprintPath };
}

/** Returns origins as a short text, `1:1x3 4:9@frontends.shop`, for the manifest; see `parseOrigins`. */
export function formatOrigins(origins: readonly LineOrigin[]): string {
  return origins
    .map(({ line, templateLine, count, blueprintPath }) => {
      const path = blueprintPath === '' ? '' : `@${blueprintPath}`;
      return `${line}:${templateLine}${count === 1 ? '' : `x${count}`}${path}`;
    })
    .join(' ');
}

/** Returns the origins in a text of `formatOrigins`; what is none is left out. */
export function parseOrigins(text: string): readonly LineOrigin[] {
  return text.split(' ').flatMap((part) => {
    const [, line, templateLine, count = '1', blueprintPath = ''] =
      /^(\d+):(\d+)(?:x(\d+))?(?:@(\S+))?$/.exec(part) ?? [];
    if (line === undefined) return [];
    return [{ line: Number(line), templateLine: Number(templateLine), count: Number(count), blueprintPath }];
  });
}
