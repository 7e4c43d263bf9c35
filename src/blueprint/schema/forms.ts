/** A DNS label that starts with a letter (RFC 1035): names become host names. */
export const ELEMENT_NAME = '^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$';
/** Names of operations and collections. */
export const OPERATION_NAME = '^[A-Za-z][A-Za-z0-9_-]{0,62}$';
/** Names of parts of an answer: properties in JSON. */
export const PART_NAME = '^[A-Za-z_][A-Za-z0-9_]{0,62}$';
/** Names of journeys, plans, scenarios. */
export const PLAIN_NAME = '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$';

const SEGMENT = '([A-Za-z0-9._~:@%+-]+|\\{[A-Za-z_][A-Za-z0-9_-]*\\})';
/** Paths are of a length that servers take, and have no `.` or `..` that would be resolved on the way. */
const PLAIN_PATH = '(?=.{1,1000}$)(?!.*/\\.{1,2}(/|$))';
const METHOD = '(GET|HEAD|POST|PUT|PATCH|DELETE)';
/** `GET /products/{sku}`. */
export const HTTP = `^${METHOD} ${PLAIN_PATH}(/|(/${SEGMENT})+)$`;
/** As HTTP, with a query allowed: what a device requests. */
export const REQUEST = `^${METHOD} ${PLAIN_PATH}(/|(/${SEGMENT})+)(\\?[^\\s#]*)?$`;
/** `/home`, `/products/{sku}`, `/orders/**`. */
export const ROUTE = `^${PLAIN_PATH}(/|(/${SEGMENT})+(/\\*\\*)?|/\\*\\*)$`;
/** `element.operation`. */
export const REFERENCE = '^[a-z][a-z0-9-]*\\.[^\\s]+$';
