import { fixOf, insertEntry } from '../diagnostics/edits.ts';
import type { Gather } from '../model/model.ts';
import { partsBefore } from '../model/parts-before.ts';
import type { Rule } from './rule.ts';
import { isWrite, pathOfPart } from './shared/parts.ts';
import { quotedList } from './shared/wording.ts';

/** Messages that go out whether or not what they tell of has happened. */
export const earlyNotice: Rule = {
  id: 'early-notice',
  group: 'resilience',
  severity: 'warning',
  summary: 'A push message is sent without waiting for the write that it tells of.',
  why: 'Parts without "after" start together: the customer reads that the order is on its way, and the order fails.',
  example: {
    bad: `
frontends:
  checkout:
    operations:
      placeOrder:
        gathers:
          notice: { after: null }
`,
    good: `
frontends:
  checkout:
    operations:
      placeOrder:
        gathers:
          notice: { after: order }
`,
  },
  check: (model, report) => {
    for (const frontend of model.frontends) {
      for (const operation of frontend.operations) {
        const needed = operation.gathers.filter((gather) => isNeededWrite(gather));
        if (needed.length === 0) continue;
        for (const notice of operation.gathers.filter(isNotice)) {
          const before = partsBefore(operation, notice);
          const missed = needed.map(({ part }) => part).filter((part) => !before.has(part));
          if (missed.length === 0) continue;
          report({
            message: `part "${notice.part}" of operation "${operation.name}" sends a message without waiting for ${quotedList(missed)}`,
            span: notice.span,
            path: pathOfPart(operation, notice),
            ...remedy(notice, missed),
          });
        }
      }
    }
  },
};

function isNotice({ from }: Gather): boolean {
  return from.type === 'mobileService' && from.element.kind.id === 'push' && from.operation.name === 'send';
}

function isNeededWrite(gather: Gather): boolean {
  return !gather.optional && gather.from.type === 'integration' && isWrite(gather);
}

function remedy(notice: Gather, missed: readonly string[]) {
  const all = [...notice.after, ...missed];
  const value = all.length === 1 ? all.join() : `[${all.join(', ')}]`;
  const written = notice.written.get('after');
  const edit =
    written === undefined
      ? insertEntry(notice.span, { key: 'after', value, at: 'last' })
      : { span: written, text: value };
  return {
    hint: `add "after: ${value}"`,
    ...fixOf({ title: `send it after ${quotedList(missed)}`, safety: 'suggestion', edits: [edit] }),
  };
}
