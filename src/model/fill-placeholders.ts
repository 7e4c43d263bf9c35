/** A value for a `{name}`, the same each time it is asked for in one journey. */
export type LookUp = (name: string) => string | number;

/** A `{name}` in a text. */
export const PLACEHOLDER = /\{([^{}]+)\}/g;

/** Returns a path with its `{name}` placeholders filled, each value encoded as one segment or query value. */
export function fillPath(path: string, lookUp: LookUp): string {
  return path.replaceAll(PLACEHOLDER, (_whole, name: string) => encodeURIComponent(String(lookUp(name))));
}

/**
 * Returns a body with the placeholders inside its strings filled. A string that is one placeholder and nothing else becomes
 * the value itself, so that a number stays a number.
 */
export function fillBody(body: unknown, lookUp: LookUp): unknown {
  if (typeof body === 'string') {
    const whole = /^\{([^{}]+)\}$/.exec(body)?.[1];
    if (whole !== undefined) return lookUp(whole);
    return body.replaceAll(PLACEHOLDER, (_whole, name: string) => String(lookUp(name)));
  }
  if (Array.isArray(body)) return body.map((item) => fillBody(item, lookUp));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, fillBody(value, lookUp)]));
}
