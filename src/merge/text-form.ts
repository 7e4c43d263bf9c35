/** How the text of a file is written, apart from what its lines say. */
export interface TextForm {
  readonly hasMark: boolean;
  /** Of most lines; null: not a single line ends. */
  readonly lineEnd: '\n' | '\r\n' | null;
  /** True where lines end in both ways. */
  readonly isMixed: boolean;
  /** Null for an empty text. */
  readonly endsLast: boolean | null;
}

const BYTE_ORDER_MARK = '\ufeff';

/** Returns how a text is written: whether it has a byte order mark, how lines end, and whether the last one does. */
export function formOf(text: string): TextForm {
  const ends = text.split('\n').length - 1;
  const wide = text.split('\r\n').length - 1;
  const lineEnd = ends === 0 ? null : wide * 2 > ends ? '\r\n' : '\n';
  const endsLast = withoutMark(text) === '' ? null : text.endsWith('\n');
  return { hasMark: text.startsWith(BYTE_ORDER_MARK), lineEnd, isMixed: wide > 0 && wide < ends, endsLast };
}

/** Returns the form of a merged text: what the user changed about it stays, the rest is as it is generated now. */
export function mergeForms(base: TextForm, ours: TextForm, theirs: TextForm): TextForm {
  const isOurs = !endAlike(ours, base);
  const { lineEnd, isMixed } = isOurs ? ours : theirs;
  return {
    hasMark: ours.hasMark === base.hasMark ? theirs.hasMark : ours.hasMark,
    lineEnd: lineEnd ?? theirs.lineEnd ?? ours.lineEnd,
    isMixed,
    endsLast: (ours.endsLast === base.endsLast ? theirs.endsLast : ours.endsLast) ?? theirs.endsLast,
  };
}

/** True where the lines of two texts end in the same ways. */
export function endAlike(one: TextForm, other: TextForm): boolean {
  return one.lineEnd === other.lineEnd && one.isMixed === other.isMixed;
}

/** Returns the text without a byte order mark. */
export function withoutMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** Returns the text with all lines ended by a line feed alone, the last one too, and without a byte order mark. */
export function plainText(text: string): string {
  const plain = withoutMark(text).replaceAll('\r\n', '\n');
  return plain === '' || plain.endsWith('\n') ? plain : `${plain}\n`;
}

/** Returns a text of `plainText` in a form; all lines end in the way that most do. */
export function inForm(plain: string, form: TextForm): string {
  return finish(form.lineEnd === '\r\n' ? plain.replaceAll('\n', '\r\n') : plain, form);
}

/** Returns a text whose lines all end, with the end of the last one and the mark as a form has them. */
export function finish(text: string, { hasMark, endsLast }: TextForm): string {
  const ended = endsLast === false ? text.replace(/\r?\n$/, '') : text;
  return hasMark ? BYTE_ORDER_MARK + ended : ended;
}
