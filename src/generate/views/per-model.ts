import type { Model } from '../../model/model.ts';

/** Returns the function with its result kept for as long as the model is there: many views are made of the same others. */
export function perModel<T>(make: (model: Model) => T): (model: Model) => T {
  const made = new WeakMap<Model, { readonly value: T }>();
  return (model) => {
    const known = made.get(model);
    if (known !== undefined) return known.value;
    const value = make(model);
    made.set(model, { value });
    return value;
  };
}
