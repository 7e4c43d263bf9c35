import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWith } from '../../src/api/check.ts';
import { parseContract } from '../../src/contracts/load-contract.ts';
import { type Answers, defaultAnswers } from '../../src/init/answers.ts';
import { APP_KINDS } from '../../src/init/app-kinds/index.ts';
import { retail } from '../../src/init/app-kinds/retail.ts';
import { planProject } from '../../src/init/plan-project.ts';
import type { KindId } from '../../src/kinds/kind.ts';
import { exercisedEdges } from '../../src/model/exercised-edges.ts';
import { createSource } from '../../src/source/source.ts';

const optional: readonly KindId[] = ['push', 'sync', 'metrics', 'security'];

/** Every set of the services that need not be there. */
const sets = Array.from({ length: 2 ** optional.length }, (_, bits) =>
  optional.filter((_service, at) => (bits & (1 << at)) !== 0),
);

function checked(answers: Answers) {
  const files = new Map(planProject(answers).map(({ path, content }) => [path, content]));
  const bytesOf = (file: string) => {
    const content = files.get(file);
    return content === undefined ? null : Buffer.from(content);
  };
  const source = createSource('blueprint.yaml', files.get('blueprint.yaml') ?? '');
  return checkWith(source, (file) => parseContract(file, bytesOf(file)));
}

function findingsOf(answers: Answers): readonly string[] {
  return checked(answers).diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
}

describe.each(APP_KINDS)('a blueprint for $id', (kind) => {
  it('has no findings with any of the mobile services, offline or not', () => {
    for (const services of sets) {
      for (const offline of [true, false]) {
        const answers = { ...defaultAnswers(kind, 'app-of-ours'), services, offline };
        expect(findingsOf(answers), `${services.join(' ')} ${offline}`).toEqual([]);
      }
    }
  });

  it('has no findings with any of its usual systems alone, by REST and by SOAP', () => {
    for (const { name } of kind.systems) {
      for (const protocol of ['rest', 'soap'] as const) {
        const answers = { ...defaultAnswers(kind, 'x'), backends: [{ name, protocol }] };
        expect(findingsOf(answers), `${name} ${protocol}`).toEqual([]);
      }
    }
  });

  it('has no findings under a small load and under a huge one', () => {
    const loads = [
      { per: 'second', journeys: 0.1 },
      { per: 'second', journeys: 400 },
      { per: 'second', journeys: 100_000 },
      { per: 'day', users: 1 },
      { per: 'day', users: 1_000_000_000 },
    ] as const;
    for (const load of loads) {
      expect(findingsOf({ ...defaultAnswers(kind, 'x'), load }), JSON.stringify(load)).toEqual([]);
    }
  });

  it('puts traffic on every edge', () => {
    const { model } = checked(defaultAnswers(kind, 'x'));
    expect(model && exercisedEdges(model)).toEqual(model?.edges);
    expect(model?.edges).toHaveLength(25);
  });
});

it('has no findings with backend systems of any names', () => {
  const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);
  const backend = fc.record({ name, protocol: fc.constantFrom('rest' as const, 'soap' as const) });
  const backends = fc.uniqueArray(backend, { minLength: 1, maxLength: 8, selector: (one) => one.name });
  fc.assert(
    fc.property(fc.constantFrom(...APP_KINDS), backends, (kind, chosen) => {
      // What ends like another tier is the caller's own choice, and is said to be one.
      const misleading = (text: string) =>
        text.startsWith('misleading-name') || text.startsWith('path-style');
      const findings = findingsOf({ ...defaultAnswers(kind, 'x'), backends: chosen });
      expect(findings.filter((text) => !misleading(text))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('says any title and owner as they were given', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
      const { model } = checked({ ...defaultAnswers(retail, 'x'), title: text, owner: text });
      expect([model?.title, model?.owner]).toEqual([text, text]);
    }),
    { numRuns: 40 },
  );
});

it('gives the same files for the same answers', () => {
  expect(planProject(defaultAnswers(retail, 'x'))).toEqual(planProject(defaultAnswers(retail, 'x')));
});

it('writes a contract for each backend system in its protocol, a schema for editors and a README', () => {
  expect(planProject(defaultAnswers(retail, 'x')).map(({ path }) => path)).toEqual([
    'blueprint.yaml',
    'contracts/crm.openapi.yaml',
    'contracts/catalog.openapi.yaml',
    'contracts/erp.wsdl',
    'lintel.schema.json',
    'README.md',
  ]);
});

it('explains each tier above it', () => {
  const [blueprint] = planProject(defaultAnswers(retail, 'x'));
  const lines = blueprint?.content.split('\n') ?? [];
  expect(lines[0]).toBe('# yaml-language-server: $schema=./lintel.schema.json');
  for (const tier of [
    'devices',
    'gateway',
    'frontends',
    'integrations',
    'mobileServices',
    'backends',
    'objectives',
  ])
    expect(lines[lines.indexOf(`${tier}:`) - 1], tier).toMatch(/^# ./);
});

it('shows the arithmetic of the expected load, and what of it is simulated', () => {
  const [blueprint] = planProject({ ...defaultAnswers(retail, 'x'), load: { per: 'day', users: 50_000 } });
  const comment = blueprint?.content.replaceAll('\n# ', ' ');
  expect(comment).toContain('50,000 users a day x 3 journeys = 150,000 journeys');
  expect(comment).toContain('Simulated are 20 a second, so that a short run has samples enough');
});

it('takes a system whose name suggests a role for what has that role', () => {
  const backends = [
    { name: 'customers-of-ours', protocol: 'rest' },
    { name: 'order-desk', protocol: 'soap' },
    { name: 'weather', protocol: 'rest' },
  ] as const;
  const { model } = checked({ ...defaultAnswers(retail, 'x'), backends });
  const routes = model?.gateways[0]?.routes.map(({ pattern, to }) => `${pattern} ${to.name}`);
  expect(routes).toEqual(
    expect.arrayContaining(['/me account', '/orders checkout', '/weather-entries/** weather-screens']),
  );
});

it('refuses a backend system that has the name of something else', () => {
  const backends = [{ name: 'identity', protocol: 'rest' }] as const;
  expect(() => planProject({ ...defaultAnswers(retail, 'x'), backends })).toThrow(
    'the backend system "identity" has the name of a mobile service',
  );
});
