import { describe, expect, it } from 'vitest';
import { checkValues } from '../../src/blueprint/check-values.ts';
import type { Finding } from '../../src/diagnostics/findings.ts';
import { parseYaml } from '../../src/source/parse-yaml.ts';
import { createSource } from '../../src/source/source.ts';

function found(text: string, told: readonly number[] = []): readonly string[] {
  const findings: Finding[] = [];
  const root = parseYaml(createSource('a.yaml', text), () => {})?.root;
  if (root?.type === 'map') checkValues(root, new Set(told), (finding) => findings.push(finding));
  return findings.map(({ message }) => message);
}

describe('checkValues', () => {
  it('takes ordinary numbers and quantities as they are', () => {
    expect(
      found('a: { retries: 2, burst: 0, share: 0.50, deadline: 0.5s, cache: 2h, retention: 90d }\n'),
    ).toEqual([]);
  });

  it("looks at the values of data and body where they are the user's own, and not where elements are called so", () => {
    expect(found('devices: { app: { data: { version: [1.10] } } }\n')).toEqual([
      '"devices.app.data.version.0" is 1.10, which is read as 1.1',
    ]);
    expect(found('frontends: { data: { deadline: 0s, x: 1.10 } }\n')).toEqual([
      '"frontends.data.deadline" is "0s", which is nothing',
    ]);
    expect(
      found('devices: { app: { journeys: { j: { steps: [{ body: { timeout: 0ms, x: 0x1F } }] } } } }\n'),
    ).toEqual(['"devices.app.journeys.j.steps.0.body.x" is 0x1F, which is read as 31']);
  });

  it('says nothing where something is said already', () => {
    expect(found('deadline: 0s\n', [10])).toEqual([]);
  });

  it.each(['24d', '576h', '34560m', '2073600s'])('takes %s for the longest time of a timer', (longest) => {
    expect(found(`deadline: ${longest}\n`)).toEqual([]);
    const [digits = '', unit] = longest.split(/(?=[a-z])/);
    expect(found(`deadline: ${Number(digits) + 1}${unit}\n`)).toHaveLength(1);
  });
});
