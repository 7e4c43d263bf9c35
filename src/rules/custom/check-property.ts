import type { Model } from '../../model/model.ts';
import { holds, isAbsent, showValue } from './condition.ts';
import type { PropertyDemand } from './custom-rule.ts';
import type { PlainValue } from './property.ts';
import { selects, writtenElements } from './selector.ts';
import type { Take } from './violation.ts';

/** Finds what a custom rule says against the values of a property. */
export function checkProperty(model: Model, demand: PropertyDemand, take: Take): void {
  for (const element of writtenElements(model)) {
    if (!selects(demand.on, element)) continue;
    for (const property of demand.properties) {
      for (const { value, span, path } of property.valuesOf(element)) {
        if (!isAgainst(value, demand)) continue;
        take({ values: { name: element.name, path, value: showValue(value, property.type) }, span, path });
      }
    }
  }
}

function isAgainst(value: PlainValue, { verb, condition }: PropertyDemand): boolean {
  if (verb === 'forbid') return holds(condition, value);
  if (verb === 'allow' && isAbsent(value)) return false;
  return !holds(condition, value);
}
