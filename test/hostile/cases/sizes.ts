import { type HostileCase, hostile } from '../hostile-case.ts';
import { CONTRACT, SOUND, soundWith } from '../sound-blueprint.ts';

const MIB = 1024 * 1024;

/** Returns a unit repeated to a length. */
function filled(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** Returns so many lines. */
function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');
}

/** Returns the beginning of a blueprint and this behind it. */
function behind(text: string): string {
  return `blueprint: mobile-integration/v1\nname: big\n${text}`;
}

/** Returns the sound blueprint with more in one of its tiers. */
function moreIn(tier: string, text: string): string {
  return soundWith(`${tier}:\n`, `${tier}:\n${text}`);
}

const gather = 'gathers: { a: { from: crm-integration.getCustomer } }';
const moreOperations = (text: string) => soundWith('      getHome:', `${text}      getHome:`);

/** What goes beyond one of the limits, or stays just within it; many of these texts have 4 MiB. */
export const SIZES_OF_TEXTS: readonly HostileCase[] = [
  hostile('4 MiB and a byte', `${SOUND}#${filled('c', 4 * MIB - SOUND.length)}`),
  hostile('4 MiB exactly, in a comment', `${SOUND}#${filled('c', 4 * MIB - SOUND.length - 1)}`),
  hostile(
    '4 MiB of characters of three bytes and one more',
    `#${filled('\u20ac', Math.ceil((4 * MIB) / 3))}`,
  ),
  hostile('4 MiB of NUL', new Uint8Array(4 * MIB)),
  hostile('4 MiB of bytes that are not UTF-8', new Uint8Array(4 * MIB).fill(0xff)),
  hostile('4 MiB of line ends', filled('\n', 4 * MIB)),
  hostile('4 MiB of spaces', filled(' ', 4 * MIB)),
  hostile('4 MiB of tabs', filled('\t', 4 * MIB)),
  hostile('4 MiB of carriage returns', filled('\r', 4 * MIB)),
  hostile('4 MiB of opening brackets', filled('[', 4 * MIB)),
  hostile('4 MiB of closing brackets', filled(']', 4 * MIB)),
  hostile('4 MiB of opening braces with keys', filled('{a: ', 4 * MIB)),
  hostile('4 MiB of dashes', filled('- ', 4 * MIB)),
  hostile('4 MiB of dashes on lines of their own', filled('-\n', 4 * MIB)),
  hostile('4 MiB of question marks', filled('? ', 4 * MIB)),
  hostile('4 MiB of colons', filled(': ', 4 * MIB)),
  hostile('4 MiB of commas in brackets', `a: [${filled(',', 4 * MIB - 4)}`),
  hostile('4 MiB of double quotes', filled('"', 4 * MIB)),
  hostile('4 MiB of single quotes', filled("'", 4 * MIB)),
  hostile('4 MiB of anchors', `a: ${filled('&a ', 4 * MIB - 3)}`),
  hostile('4 MiB of aliases', `a: [${filled('*a ,', 4 * MIB - 4)}`),
  hostile('4 MiB of tags', `a: [${filled('!t a,', 4 * MIB - 4)}`),
  hostile('4 MiB of document marks', filled('---\n', 4 * MIB)),
  hostile('4 MiB of end marks', filled('...\n', 4 * MIB)),
  hostile('4 MiB of directives', filled('%A\n', 4 * MIB)),
  hostile(
    '4 MiB of comments that suppress nothing',
    SOUND + filled('# lintel-disable-next-line no-owner -- why\n', 4 * MIB - SOUND.length),
  ),
  hostile('4 MiB of comments', filled('#\n', 4 * MIB)),
  hostile('4 MiB of invalid escapes', behind(`title: "${filled('\\q', 3 * MIB)}"\n`)),
  hostile('4 MiB in one word', behind(`title: ${filled('a', 4 * MIB - 100)}\n`)),
  hostile('4 MiB in double quotes', behind(`title: "${filled('a ', 4 * MIB - 100)}"\n`)),
  hostile('4 MiB in a quote that is never closed', behind(`title: "${filled('a\n', 4 * MIB - 100)}`)),
  hostile('4 MiB in a folded text', behind(`title: >\n${filled('  a\n', 4 * MIB - 100)}`)),
  hostile('4 MiB in a key', `${filled('k', 4 * MIB - 4)}: 1\n`),
  hostile('a value of 100,000 characters', soundWith('title: Shop', `title: ${filled('a', 100_000)}`)),
  hostile('a value of one more', soundWith('title: Shop', `title: ${filled('a', 100_001)}`)),
  hostile('a key of 1,000 characters', behind(`${filled('k', 1000)}: 1\n`)),
  hostile('a key of one more', behind(`${filled('k', 1001)}: 1\n`)),
  hostile('a key of one more, written with a question mark', behind(`? ${filled('k', 1001)}\n: 1\n`)),
  hostile('64 brackets', soundWith('amount: 1', `amount: ${filled('[', 55)}${filled(']', 55)}`)),
  hostile('65 collections in brackets', `a: ${filled('[', 64)}${filled(']', 64)}\n`),
  hostile(
    '65 collections in blocks',
    lines(65, (at) => `${filled(' ', at)}a:`),
  ),
  hostile(
    '65 collections in blocks and brackets',
    `${lines(40, (at) => `${filled(' ', at)}a:`)}${filled(' ', 40)}${filled('[', 25)}${filled(']', 25)}\n`,
  ),
  hostile(
    '3,000 collections in blocks',
    lines(2880, (at) => `${filled(' ', at)}a:`),
  ),
  hostile(
    'collections by aliases of aliases',
    lines(9, (at) => `a${at}: &a${at} ${filled('[', 8)}${at === 0 ? '' : `*a${at - 1}`}${filled(']', 8)}`),
  ),
  hostile(
    'an alias bomb',
    `a0: &a0 [1, 2, 3]\n${lines(9, (at) => `a${at + 1}: &a${at + 1} [${filled(`*a${at}, `, 45)}]`)}`,
  ),
  hostile(
    '10,001 keys in a map',
    lines(10_001, (at) => `k${at}: 1`),
  ),
  hostile('more than 200,000 keys and values', behind(`x: [${filled('1,', 2 * 200_001)}]\n`)),
  hostile('more tokens than are read', behind(`x: &a [${filled('1,', 2 * 150_000)}]\n`)),
  hostile(
    '2,501 elements',
    moreIn(
      'backends',
      lines(2501, (at) => `  b${at}: { contract: crm.yaml }`),
    ),
  ),
  hostile(
    '6,001 operations',
    moreIn(
      'frontends',
      lines(
        13,
        (front) =>
          `  f${front}:\n    operations:\n${lines(470, (at) => `      o${at}: { http: GET /f${front}/${at}, ${gather} }`).trimEnd()}`,
      ),
    ),
  ),
  hostile(
    '501 operations of one element',
    moreOperations(lines(501, (at) => `      o${at}: { http: GET /o${at}, ${gather} }`)),
  ),
  hostile(
    '251 parts of one operation',
    soundWith(
      'gathers: { order: { from: crm-integration.getCustomer } }',
      `gathers: { ${Array.from({ length: 251 }, (_, at) => `p${at}: { from: crm-integration.getCustomer }`).join(', ')} }`,
    ),
  ),
  hostile(
    '3,001 routes',
    soundWith('    routes:\n', `    routes:\n${lines(3001, (at) => `      /r${at}: { to: storefront }`)}`),
  ),
  hostile(
    '3,001 steps',
    soundWith(
      '          - GET /home\n',
      lines(3001, () => '          - GET /home'),
    ),
  ),
  hostile(
    '1,001 plans',
    soundWith(
      '{ standard: { rate: 20/s, burst: 40 } }',
      `{ ${Array.from({ length: 1001 }, (_, at) => `p${at}: { rate: 1/s }`).join(', ')} }`,
    ),
  ),
  hostile(
    '2,501 objectives',
    soundWith(
      'objectives:\n',
      `objectives:\n${lines(2501, (at) => `  - { journey: buy, p95: ${at + 1}ms }`)}`,
    ),
  ),
  hostile(
    '501 scenarios',
    moreIn(
      'scenarios',
      lines(501, (at) => `  s${at}: { load: 1/s }`),
    ),
  ),
  hostile(
    '1,001 faults',
    soundWith('faults: [', `faults: [${filled('{ on: crm, kind: reset }, ', 1001 * 26)}`),
  ),
  hostile(
    '1,001 phases of a load',
    soundWith('load: 20/s', `load: [${filled('{ at: 1/s, for: 1s }, ', 1001 * 22)}]`),
  ),
  hostile('5,000 unknown keys', behind(lines(5000, (at) => `key${at}: 1`))),
  hostile(
    '9,000 times one key',
    lines(9000, () => 'a: 1'),
  ),
  hostile(
    '10,000 wrong names',
    behind(`backends:\n${lines(9999, (at) => `  Bad_${at}: { contract: crm.yaml }`)}`),
  ),
  hostile(
    '2,000 unknown references',
    moreIn(
      'integrations',
      lines(
        2000,
        (at) =>
          `  i${at}: { reaches: nobody${at}, operations: { get: { http: GET /a, calls: nobody${at}.get } } }`,
      ),
    ),
  ),
  hostile(
    '1,200 names twice',
    `${moreIn(
      'frontends',
      lines(1200, (at) => `  n${at}: { operations: { get: { http: GET /a, ${gather} } } }`),
    )}`.replace('backends:\n', `backends:\n${lines(1200, (at) => `  n${at}: { contract: crm.yaml }`)}`),
  ),
  hostile(
    '2,000 elements in a circle',
    moreIn(
      'frontends',
      lines(
        2000,
        (at) =>
          `  f${at}: { operations: { get: { http: GET /a, gathers: { a: { from: f${(at + 1) % 2000}.get } } } } }`,
      ),
    ),
  ),
  hostile(
    '1,000 applications and gateways that do not know of each other',
    moreIn(
      'devices',
      lines(1000, (at) => `  d${at}: { journeys: { j: { steps: [GET /home] } } }`),
    ).replace('gateway:\n', `gateway:\n${lines(1000, (at) => `  g${at}: { routes: {} }`)}`),
  ),
  hostile(
    '800 sync services on 800 gateways',
    moreIn(
      'devices',
      lines(800, (at) => `  d${at}: { gateway: g${at}, journeys: { j: { steps: [sync: x] } } }`),
    )
      .replace(
        'gateway:\n',
        `gateway:\n${lines(800, (at) => `  g${at}: { routes: { /sync/**: { to: nobody } } }`)}`,
      )
      .replace('mobileServices:\n', `mobileServices:\n${lines(800, (at) => `  s${at}: { kind: sync }`)}`),
  ),
  {
    name: '2,000 backends with one contract of 4 MiB under as many names',
    text: moreIn(
      'backends',
      lines(2000, (at) => `  b${at}: { contract: ${filled('./', 2 * ((at % 400) + 1))}crm.yaml }`),
    ),
    files: { 'crm.yaml': `${CONTRACT}#${filled('c', 4 * MIB - CONTRACT.length - 1)}` },
  },
  {
    name: 'three contracts of 3 MiB',
    text: moreIn(
      'backends',
      '  a: { contract: a.yaml }\n  b: { contract: b.yaml }\n  c: { contract: c.yaml }\n',
    ),
    files: Object.fromEntries(
      ['a.yaml', 'b.yaml', 'c.yaml'].map((file) => [file, `${CONTRACT}#${filled('c', 3 * MIB)}`]),
    ),
  },
  hostile(
    '2,000 numbers with a zero before them',
    soundWith('sku: [a1]', `sku: [${filled('01, ', 4 * 2000)}]`),
  ),
];
