import { describe, expect, it } from 'vitest';
import { load, mistakes } from './memory-files.ts';

/** Returns the mistakes in a custom rule with a message and these keys. */
const inRule = (keys: string, message = 'm') =>
  mistakes(`custom: { own-rule: { message: '${message}', ${keys} } }`);

const EDGES = 'forbid: { to: { tier: backends } }';

describe('a custom rule', () => {
  it('has what it says of itself, and words of its own where it says nothing', () => {
    const text = `custom:
  a: { message: "{from}, {to}", severity: error, summary: Sum., why: Why., ${EDGES} }
  b: { message: "none: {name}", ${EDGES} }
`;
    const loaded = load({ 'lintel.config.yaml': text });
    expect(loaded.config?.custom.map(({ check: _, example: __, ...info }) => info)).toEqual([
      { id: 'a', group: 'pattern', severity: 'error', summary: 'Sum.', why: 'Why.' },
      {
        id: 'b',
        group: 'pattern',
        severity: 'warning',
        summary: 'A custom rule: none: {name}.',
        why: 'It is written in lintel.config.yaml.',
      },
    ]);
  });

  it('can be given a level as every other rule, by itself and by a preset', () => {
    const text = `extends: lintel:strict\nrules: { b: off }\ncustom: { a: { message: m, ${EDGES} }, b: { message: m, ${EDGES} } }`;
    const { config } = load({ 'lintel.config.yaml': text });
    expect([config?.levels.get('a'), config?.levels.get('b')]).toEqual(['error', 'off']);
  });

  it.each([
    ['no message', `custom: { own-rule: { ${EDGES} } }`, 'own-rule | "custom.own-rule" has no "message"'],
    [
      'an id that is none',
      `custom: { Own_Rule: { message: m, ${EDGES} } }`,
      'Own_Rule | key "Own_Rule" in "custom" is not the id of a rule',
    ],
    [
      'the id of a rule of Lintel',
      `custom: { no-owner: { message: m, ${EDGES} } }`,
      'no-owner | there is a rule "no-owner" already',
    ],
    [
      'nothing to demand',
      'custom: { own-rule: { message: m } }',
      'own-rule | "custom.own-rule" needs exactly one of "forbid", "require", "allow"',
    ],
    [
      'two demands',
      `custom: { own-rule: { message: m, ${EDGES}, allow: { to: { tier: backends } } } }`,
      'own-rule | "custom.own-rule" needs exactly one of',
    ],
    [
      'an unknown key',
      `custom: { own-rule: { message: m, forbd: {}, ${EDGES} } }`,
      'forbd | unknown key "forbd" in "custom.own-rule" (did you mean "forbid"?)',
    ],
  ])('is refused with %s', (_, text, expected) => {
    expect(mistakes(text)).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    ['an empty message', EDGES, '', "'' | the message is empty"],
    [
      'a message that is a page',
      EDGES,
      'x'.repeat(301),
      `| the message is no single line of up to 300 characters`,
    ],
    [
      'a placeholder that is none',
      EDGES,
      '{form}',
      '\'{form}\' | "{form}" stands for nothing in a rule with "forbid" on edges (did you mean "{from}"?)',
    ],
    [
      'a placeholder of another sort of rule',
      'forbid: { property: owner, present: true }',
      '{from}',
      '"{from}" stands for nothing in a rule with "forbid" on a property',
    ],
    [
      'the end of an edge that is missing',
      'require: { from: { kind: push }, to: { kind: sync } }',
      '{to}',
      '"{to}" stands for nothing in a rule with "require" on edges',
    ],
  ])('is refused with %s', (_, keys, message, expected) => {
    expect(inRule(keys, message)).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    ['an empty demand', 'forbid: {}', 'forbid | "custom.own-rule.forbid" is empty'],
    [
      'an unknown tier',
      'forbid: { to: { tier: backend } }',
      'backend | "custom.own-rule.forbid.to.tier" is "backend", which is not one of its values (did you mean "backends"?)',
    ],
    [
      'an unknown kind in a list',
      'forbid: { to: { kind: [push, synk] } }',
      'synk | "custom.own-rule.forbid.to.kind.1" is "synk", which is not one of its values (did you mean "sync"?)',
    ],
    ['an empty selector', 'forbid: { to: {} }', 'to | "custom.own-rule.forbid.to" is empty'],
    [
      'an unknown key in a selector',
      'forbid: { to: { not: { nam: x } } }',
      'nam | unknown key "nam" in "custom.own-rule.forbid.to.not" (did you mean "name"?)',
    ],
    ['a pattern that is none', 'forbid: { to: { name: "" } }', '"" | the pattern "" is empty'],
    [
      'require without an end',
      'require: { from: { tier: frontends } }',
      '{ from: { tier: frontends } } | "require" on edges has no "to" (say which elements need an edge, and to which)',
    ],
    [
      'allow without a start',
      'allow: { to: { tier: frontends } }',
      '"allow" on edges has no "from" (say between which elements edges are allowed)',
    ],
    [
      'keys of edges beside those of a property',
      'forbid: { from: { tier: frontends }, property: owner, present: true }',
      'from | unknown key "from" in "custom.own-rule.forbid"',
    ],
    [
      'elements without a property',
      'forbid: { on: { tier: backends } }',
      'forbid | "custom.own-rule.forbid" has no "property"',
    ],
    [
      'an unknown property',
      'forbid: { property: ownr, present: true }',
      'ownr | no element has a property "ownr" (did you mean "owner"?)',
    ],
    [
      'a property of another tier',
      'forbid: { on: { tier: backends }, property: storage.size, min: 1Gi }',
      'storage.size | there is no property "storage.size" in "backends" (it is one of "mobileServices")',
    ],
    [
      'a property that no mobile service has',
      'forbid: { on: { kind: push }, property: reaches, present: true }',
      'reaches | there is no property "reaches" in "mobileServices" (it is one of "integrations")',
    ],
    [
      'no condition',
      'forbid: { property: owner }',
      '"forbid" does not say what of the property (add one of "present", "equals", "matches", "min", "max")',
    ],
    [
      'allow for what is not there',
      'allow: { property: owner, present: true }',
      'present | "allow" with "present" says nothing',
    ],
    [
      'a bound for a text',
      'forbid: { property: owner, min: 1s }',
      '1s | "min" compares quantities, and "owner" is none (use "equals" or "matches")',
    ],
    [
      'a pattern for a quantity',
      'forbid: { property: storage.size, matches: "*Gi" }',
      '"*Gi" | "matches" compares texts, and "storage.size" is none (use "min", "max" or "equals")',
    ],
    ['a pattern for a flag', 'forbid: { property: routes.public, matches: "*" }', '(use "equals")'],
    [
      'a number for a duration',
      'forbid: { property: resilience.timeout, min: 100 }',
      '100 | "resilience.timeout" is compared with "100", which is not a duration such as "300ms"',
    ],
    [
      'another unit',
      'forbid: { property: resilience.timeout, max: 2Gi }',
      '2Gi | "resilience.timeout" is compared with "2Gi", which is not a duration such as "300ms"',
    ],
    [
      'a text for a number',
      'forbid: { property: resilience.retries, max: "3" }',
      '"3" | "resilience.retries" is compared with "3", which is not a number',
    ],
    [
      'a number for a text',
      'forbid: { property: owner, equals: 3 }',
      '3 | "owner" is compared with "3", which is not a text',
    ],
    [
      'a text for a flag',
      'forbid: { property: routes.public, equals: "true" }',
      'which is not true or false',
    ],
  ])('is refused with %s', (_, keys, expected) => {
    expect(inRule(keys)).toEqual([expect.stringContaining(expected)]);
  });

  it('is one of no more than 200', () => {
    const rules = Array.from({ length: 202 }, (_, at) => `  r${at}: { message: m, ${EDGES} }`).join('\n');
    expect(mistakes(`custom:\n${rules}`)).toEqual(['r200 | there are more than 200 custom rules']);
  });
});
