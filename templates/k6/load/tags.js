/**
 * Returns a label as the value of a tag that a threshold can name: braces, commas and quotes mean something there, so
 * `GET /products/{sku}` is `GET /products/:sku`.
 */
export function tagValue(label) {
  return label
    .replace(/\{([^{}]*)\}/g, ':$1')
    .replace(/[{}"',]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .trim();
}
