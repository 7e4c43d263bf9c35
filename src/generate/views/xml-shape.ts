import type { JsonSchema } from '../../contracts/contract.ts';

/** As the kit's `XmlShape`: children in order; a list of one marks what repeats. */
export type Shape = { readonly [name: string]: ShapeType | readonly [ShapeType] };
export type ShapeType = 'string' | 'number' | 'boolean' | Shape;

/**
 * Returns the shape of XML that a schema of a SOAP contract describes, properties in the order of the schema, which is
 * that of the sequence in XML. A type that contains itself is cut where it does.
 */
export function xmlShape(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): ShapeType {
  return shapeOf(schema, { schemas, open: [] });
}

interface Walk {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** References under way. */
  readonly open: readonly string[];
}

function shapeOf(schema: unknown, walk: Walk): ShapeType {
  const fields = fieldsOf(schema);
  const reference = fields['$ref'];
  if (typeof reference === 'string') {
    if (walk.open.includes(reference)) return {};
    const target = walk.schemas[reference.slice('#/schemas/'.length)];
    return shapeOf(target, { ...walk, open: [...walk.open, reference] });
  }
  const type = Array.isArray(fields['type']) ? fields['type'].find((one) => one !== 'null') : fields['type'];
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'boolean';
  if (type !== 'object' && fields['properties'] === undefined && fields['allOf'] === undefined)
    return 'string';
  const inherited = Array.isArray(fields['allOf']) ? fields['allOf'].map((part) => shapeOf(part, walk)) : [];
  const own: Record<string, ShapeType | readonly [ShapeType]> = {};
  for (const part of inherited) if (typeof part !== 'string') Object.assign(own, part);
  for (const [name, property] of Object.entries(fieldsOf(fields['properties']))) {
    const { type: propertyType, items } = fieldsOf(property);
    own[name] = propertyType === 'array' ? [shapeOf(items, walk)] : shapeOf(property, walk);
  }
  return own;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
