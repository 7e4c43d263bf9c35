import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuickXml } from '../../src/contracts/quick-xml.ts';
import { parseXml } from '../../src/contracts/xml-tree.ts';

const wsdl = readFileSync(
  new URL('../../blueprints/mobile-integration/contracts/erp.wsdl', import.meta.url),
  'utf8',
);
const small = `<?xml version="1.0"?>
<!-- a - b -->
<w:a xmlns:w="urn:w" xmlns='urn:d'>one<b k="1" l = '2'/>
 two <c ><d/></c > </w:a>
`;
const DEPTH = 100;

/** Returns what is read of a text, or why it cannot be. */
function outcomeOf(text: string): unknown {
  try {
    return parseXml(text);
  } catch (error) {
    return String(error);
  }
}

/** The same by the parser of XML: an instruction after the root changes nothing, and is not plain. */
const parsedOutcomeOf = (text: string) => outcomeOf(`${text}<?not plain?>`);

describe('parseQuickXml', () => {
  it('reads plain texts as the parser of XML does', () => {
    for (const text of [wsdl, small]) {
      expect(parseQuickXml(text, DEPTH)).not.toBeNull();
      expect(outcomeOf(text)).toEqual(parsedOutcomeOf(text));
    }
  });

  it.each([
    ['nothing', ''],
    ['text alone', 'a'],
    ['text after the root', '<a/>b'],
    ['text before the root', 'b<a/>'],
    ['two roots', '<a/><b/>'],
    ['an element that is not ended', '<a><b></a>'],
    ['an end without a start', '<a/></b>'],
    ['an end of nothing', '</>'],
    ['a tag that is not ended', '<a'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['attributes without a space', '<a b="1"c="2"/>'],
    ['a > in an attribute', '<a b="1>2"/>'],
    ['a < in an attribute', '<a b="1<2"/>'],
    ['a line end in an attribute', '<a b="1\n2"/>'],
    ['an entity', '<a>&lt;</a>'],
    ['CDATA', '<a><![CDATA[<]]></a>'],
    ['an end of CDATA', '<a>]]></a>'],
    ['an instruction', '<?a b?><a/>'],
    ['a declaration that comes late', ' <?xml version="1.0"?><a/>'],
    ['another version', '<?xml version="1.1"?><a/>'],
    ['another encoding', '<?xml version="1.0" encoding="latin1"?><a/>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['a comment with --', '<a><!-- a -- b --></a>'],
    ['a comment that ends in --->', '<a><!-- a ---></a>'],
    ['a comment that is not ended', '<a><!-- a </a>'],
    ['a name that is none', '<1a/>'],
    ['two colons', '<a:b:c/>'],
    ['letters beyond ASCII', '<a>ü</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['a carriage return', '<a>\r\n</a>'],
    [
      'more attributes than anyone writes',
      `<a${Array.from({ length: 101 }, (_, at) => ` b${at}=""`).join('')}/>`,
    ],
    ['elements that are nested too deep', `${'<a>'.repeat(DEPTH + 1)}${'</a>'.repeat(DEPTH + 1)}`],
    ['a text that is long', `<a>${' '.repeat(200_000)}</a>`],
  ])('leaves %s to the parser', (_what, text) => {
    expect(parseQuickXml(text, DEPTH)).toBeNull();
  });

  it('reads an element that is as deep as may be', () => {
    const text = `${'<a>'.repeat(DEPTH)}<b/>${'</a>'.repeat(DEPTH)}`;
    expect(parseQuickXml(text, DEPTH)).not.toBeNull();
    expect(outcomeOf(text)).toEqual(parsedOutcomeOf(text));
  });

  it('never reads anything as another thing than the parser does, whatever is changed in a text', () => {
    const pieces = [
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      ' ',
      '\n',
      '&',
      ';',
      '-',
      '--',
      '<!--',
      '-->',
      ']]>',
      '<?',
      ':',
    ];
    const piece = fc.oneof(
      fc.constantFrom(...pieces),
      fc.constantFrom('<a>', '</a>', '<b/>', 'a', 'xmlns="u"', 'é'),
    );
    const change = fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), piece });
    fc.assert(
      fc.property(
        fc.constantFrom(wsdl.slice(0, 1200) + wsdl.slice(wsdl.lastIndexOf('</wsdl:service>')), small, wsdl),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (original, changes) => {
          let text = original;
          for (const { at, length, piece: put } of changes) {
            const start = at % (text.length + 1);
            text = text.slice(0, start) + put + text.slice(start + length);
          }
          if (parseQuickXml(text, DEPTH) === null) return;
          expect(outcomeOf(text)).toEqual(parsedOutcomeOf(text));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
