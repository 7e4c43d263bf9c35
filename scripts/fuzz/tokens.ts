import fc from 'fast-check';

/** What somebody may write, by accident or on purpose, in the place of anything. */
const TOKENS = [
  'a·a: 1·a: b: c·: ·- ·? ·-·:·,·{·}·[·]·{ a: 1 }·[a, b]·"·\'·""·|·>·|-\n·>+\n  ·# c· # c\n',
  '\n·\n\n·\r·\r\n·\t· ·  ·\n  ·\n      ·&a·&a ·*a·*b·!!str ·!x ·<<: ·<<: *a·---\n·...\n·%YAML 1.1\n·%·@·`·\\',
  'null·~·true·no·yes·1·1.10·014·0x1F·0o14·1e3·1e999·.inf·.nan·9007199254740993·12:30:45·1_000·-1·-0',
  '0ms·5s..1s·99999999h·0/s·101%·1e30s·2024-01-01·__proto__·constructor·toString·con·aux·..·../..',
  '/etc/passwd·C:\\x·http://a/b·file:///a·\0·\u0007·\u001b[31m·\u0085·\u2028·\u202e·\u200b·\ufeff·\ufffd',
  '\ud800·\udc00·😀·é·e\u0301·::error::x·##[error]x·##vso[x]y·${x}·{{x}}·<script>·\\u0000·"\\q"·"\\ud800"',
  '"\\u202e"·a -> b·crm.readCustomer·GET /·GET /a·/a/**·{id}·$.a·**·(·)·/(a|a)*$/·&amp;·<!DOCTYPE a>',
].flatMap((line) => line.split('·'));

/** Words and signs, most of them with a meaning; and a few of them many times. */
export const token = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...TOKENS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('[', '- ', '{a: ', 'a', ' ', '\n', '(', '<a>', '*a ')
      .chain((unit) => fc.integer({ min: 50, max: 400 }).map((times) => unit.repeat(times))),
  },
);
