import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../../src/diagram/choices.ts';
import { columnsOf } from '../../../src/diagram/text/columns.ts';
import { formatText } from '../../../src/diagram/text/text.ts';
import { pictureOf } from '../../../src/diagram/views/index.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { sampleModel } from '../../support/sample-model.ts';
import { randomSpecs } from '../random-spec.ts';

const model = blueprintModel('mobile-integration');
const text = (view: (typeof VIEWS)[number], columns = 80, ascii = false) =>
  formatText(pictureOf(model, view), { columns, ascii });

describe('formatText', () => {
  it('says who calls whom, and with what', () => {
    const lines = text('schematic').split('\n');
    expect(lines).toContain(
      '│ push       → push-fcm (FCM), push-apns (APNs), push/storage (SQL)            │',
    );
    expect(lines).toContain(
      '│ checkout    → erp-integration                                                │',
    );
    expect(lines).toContain(
      '│             ⇢ push, analytics                                                │',
    );
    expect(lines).toContain(
      '│ crm      Customer relationship management                                    │',
    );
  });

  it('says which groups use which in the logical view', () => {
    const lines = text('logical').split('\n');
    expect(lines).toContain(
      '│ Storefront, Checkout, Account                                                │',
    );
    expect(lines).toContain(
      '│ → Integration microservices                                                  │',
    );
    expect(lines).toContain(
      '│ ⇢ Mobile services                                                            │',
    );
  });

  it('lists operations and calls in the detail view', () => {
    const lines = text('detail').split('\n');
    expect(lines).toContain(
      '│     GET /home 3 s; GET /products 3 s; GET /products/{sku} 3 s                │',
    );
    expect(lines).toContain(
      '│   ⇢ erp-integration (HTTP): listOrders, getStock                             │',
    );
  });

  it.each(VIEWS)('names every element in the %s view', (view) => {
    const picture = pictureOf(model, view);
    const whole = formatText(picture, { columns: 110, ascii: false });
    for (const { title, nodes } of picture.groups)
      for (const name of [title, ...nodes.map((node) => node.text)]) expect(whole).toContain(name);
  });

  it('keeps to the width of the terminal, whatever the names', () => {
    fc.assert(
      fc.property(
        randomSpecs,
        fc.constantFrom(...VIEWS),
        fc.integer({ min: 40, max: 140 }),
        (spec, view, columns) => {
          for (const ascii of [false, true]) {
            const printed = formatText(pictureOf(sampleModel(spec), view), { columns, ascii });
            const widths = printed.split('\n').map(columnsOf);
            expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
          }
        },
      ),
      { numRuns: 60, seed: 13 },
    );
  });

  it('draws boxes whose edges stand below each other', () => {
    for (const view of VIEWS) {
      const boxes = text(view, 72)
        .split('\n')
        .filter((line) => /^[┌│└]/.test(line));
      expect(new Set(boxes.map(columnsOf))).toEqual(new Set([72]));
    }
  });

  it('needs no more than ASCII where that is asked for', () => {
    for (const view of VIEWS) expect(text(view, 80, true)).toMatch(/^[\n -~]*$/);
  });

  it('escapes what would move the cursor, and puts a name on one line', () => {
    const hostile = { ...sampleModel(), title: 'red\u001b[31m\n\ttitle' };
    const printed = formatText(pictureOf(hostile, 'logical'), { columns: 80, ascii: false });
    expect(printed.split('\n')[0]).toBe('red\\x1b[31m  title · sample · logical view');
  });
});

describe('columnsOf', () => {
  it('counts wide characters twice and marks not at all', () => {
    expect(columnsOf('abc')).toBe(3);
    expect(columnsOf('注文')).toBe(4);
    expect(columnsOf('e\u0301')).toBe(1);
    expect(columnsOf('🚀')).toBe(2);
  });
});
