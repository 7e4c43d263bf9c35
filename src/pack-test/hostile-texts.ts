/**
 * Texts that would change the structure of a file if a template wrote one of them as it is, by what each is aimed at. None has
 * anything that YAML forbids.
 */
export const HOSTILE_TEXTS: readonly string[] = [
  `it's "quoted" and \`ticked\``,
  '${abort(1)} #{x} $(id) `id` %(x)s',
  '$HOME ${TEAM:-nobody} $$ $(HOST)',
  '*/ abort(1); /* // -- <!-- -->',
  'one\nprivileged: true\n  - two\r\nRUN id\n# Heading',
  'line\u2028separator\u2029\u0085and \u202Edirection',
  '{{title}} {{{title}}} {{#each x}} \\{{x}} \uE0000\uE001',
  'ends with a backslash \\',
  'ends with a quote "',
  '--- ',
  '- list: { flow: [1, 2] } # comment',
  '"key": "value", &anchor *alias !!tag | > @at %YAML',
  'true',
  '~',
  '0x1F',
  '<script>alert(1)</script> [a](javascript:x) | ![b](c) & &lt;',
  '@ts-nocheck biome-ignore lint: x eslint-disable',
  '</service> ]]> <?x?>',
  'constructor',
];
