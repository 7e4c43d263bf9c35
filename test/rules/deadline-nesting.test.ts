import { describe, expect, it } from 'vitest';
import { deadlineNesting } from '../../src/rules/deadline-nesting.ts';
import { checkRules } from '../../src/rules/index.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('deadline-nesting', () => {
  it('reports a phone that gives up before the answer can be there', () => {
    const text = sampleWith([
      '    data: {',
      '    timeout: 3500ms\n    networks: { 4g: 60%, 2g-rural: 40% }\n    data: {',
    ]);
    expect(found(deadlineNesting, text)).toEqual([
      'devices.app.timeout at "3500ms": timeout of mobile application "app" (3500 ms) is below what an answer may take: deadline of API gateway "api" 3000 ms + 3 round trips of 1300 ms on "2g-rural" = 6900 ms (let the phone wait longer, or give the gateway a shorter deadline)',
    ]);
  });

  it('reports a frontend that waits as long as the gateway, at the deadline of the two that is written', () => {
    expect(found(deadlineNesting, sampleWith(['deadline: 1800ms', 'deadline: 3s']))).toEqual([
      'frontends.shop.operations.getHome.deadline at "3s": deadline of operation "getHome" of frontend microservice "shop" (3000 ms) is not below the deadline of API gateway "api" (3000 ms), which gives up first (the gateway must wait longer than the frontend, so that the answer of the frontend arrives)',
    ]);
    const short = sampleWith([
      'authenticates: identity\n',
      'authenticates: identity\n    deadline: 1900ms\n',
    ]);
    expect(found(deadlineNesting, short)).toEqual([
      'gateway.api.deadline at "1900ms": deadline of operation "placeOrder" of frontend microservice "shop" (2000 ms) is not below the deadline of API gateway "api" (1900 ms), which gives up first (the gateway must wait longer than the frontend, so that the answer of the frontend arrives)',
    ]);
  });

  it('reports a part that may take as long as all parts together', () => {
    expect(found(deadlineNesting, sampleWith(['timeout: 300ms', 'timeout: 2s']))).toEqual([
      'frontends.shop.operations.placeOrder.gathers.message.timeout at "2s": timeout of part "message" (2000 ms) is not below the deadline of operation "placeOrder" (2000 ms) (a part without a timeout takes what the deadline leaves)',
    ]);
  });

  it('reports a part that ends before one attempt for it may', () => {
    const text = sampleWith([
      'from: crm-integration.listOffers,',
      'from: crm-integration.listOffers, timeout: 250ms,',
    ]);
    expect(found(deadlineNesting, text)).toEqual([
      'frontends.shop.operations.getHome.gathers.offers.timeout at "250ms": timeout of part "offers" (250 ms) is below the timeout of one attempt of "crm-integration.listOffers" (400 ms) (give the part more time, or an attempt less)',
    ]);
  });

  it('reports an attempt that may take as long as the operation that waits for it', () => {
    expect(found(deadlineNesting, sampleWith(['timeout: 500ms', 'timeout: 2s']))).toEqual([
      'integrations.erp-integration.operations.createOrder.resilience.timeout at "2s": timeout of one attempt of "erp-integration.createOrder" (2000 ms) is not below the deadline of operation "placeOrder" (2000 ms), which gathers part "order" from it (give an attempt less time, or the operation a longer deadline)',
    ]);
  });

  it('reports attempts that end before good answers do, once for a timeout that operations share', () => {
    expect(found(deadlineNesting, sampleWith(['timeout: 400ms', 'timeout: 300ms']))).toEqual([
      'integrations.crm-integration.operations.getCustomer.resilience.timeout at "300ms": timeout of one attempt of integration microservice "crm-integration" (300 ms) is not above the p99 of backend system "crm" (300 ms): more than one good answer in a hundred is given up (let an attempt take longer than nearly all answers do)',
    ]);
  });

  it('points to the other end of what does not nest', () => {
    const text = sampleWith(['authenticates: identity\n', 'authenticates: identity\n    deadline: 1800ms\n']);
    const finding = checkRules(modelOf(text), [deadlineNesting]).find(({ related }) => related !== undefined);
    expect(finding?.related?.map(({ message, span }) => [message, text.slice(span.start, span.end)])).toEqual(
      [['the deadline of the gateway', '1800ms']],
    );
  });

  it('is silent where each waits longer than all behind it', () => {
    expect(found(deadlineNesting, SAMPLE)).toEqual([]);
  });
});
