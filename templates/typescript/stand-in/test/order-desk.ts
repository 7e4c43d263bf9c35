import type { StandInContract } from '../src/stand-in-contract.ts';

/** The contract of an order desk that speaks SOAP, as it is made of a WSDL. */
export const orderDesk: StandInContract = {
  title: 'OrderDesk',
  protocol: 'soap',
  basePath: '',
  soap: {
    targetNamespace: 'http://erp.example.com/orderdesk/2011',
    qualified: true,
    path: '/soap/orderdesk',
  },
  operations: [
    {
      id: 'GetStock',
      method: 'POST',
      path: '/soap/orderdesk',
      soap: {
        soapAction: 'http://erp.example.com/orderdesk/2011/GetStock',
        requestElement: 'GetStock',
        responseElement: 'GetStockResponse',
      },
      requestRequired: true,
      request: { $ref: '#/schemas/GetStock' },
      parameters: [],
      response: {
        status: 200,
        mediaType: 'text/xml',
        schema: { $ref: '#/schemas/GetStockResponse' },
        examples: [],
      },
    },
    {
      id: 'CreateOrder',
      method: 'POST',
      path: '/soap/orderdesk',
      soap: {
        soapAction: 'http://erp.example.com/orderdesk/2011/CreateOrder',
        requestElement: 'CreateOrder',
        responseElement: 'CreateOrderResponse',
      },
      requestRequired: true,
      request: { $ref: '#/schemas/CreateOrder' },
      parameters: [],
      response: {
        status: 200,
        mediaType: 'text/xml',
        schema: { $ref: '#/schemas/CreateOrderResponse' },
        examples: [],
      },
    },
    {
      id: 'ListOrders',
      method: 'POST',
      path: '/soap/orderdesk',
      soap: {
        soapAction: 'http://erp.example.com/orderdesk/2011/ListOrders',
        requestElement: 'ListOrders',
        responseElement: 'ListOrdersResponse',
      },
      requestRequired: true,
      request: { $ref: '#/schemas/ListOrders' },
      parameters: [],
      response: {
        status: 200,
        mediaType: 'text/xml',
        schema: { $ref: '#/schemas/ListOrdersResponse' },
        examples: [],
      },
    },
  ],
  schemas: {
    Amount: { type: 'number', minimum: 1, maximum: 900, multipleOf: 0.01 },
    Count: { type: 'integer', minimum: 0, maximum: 400 },
    CreateOrder: {
      type: 'object',
      properties: {
        customerNumber: { type: 'string' },
        externalReference: { type: 'string' },
        line: { type: 'array', items: { $ref: '#/schemas/OrderLine' }, minItems: 1 },
      },
      required: ['customerNumber', 'line'],
    },
    CreateOrderResponse: {
      type: 'object',
      properties: { order: { $ref: '#/schemas/Order' } },
      required: ['order'],
    },
    Currency: { type: 'string', enum: ['EUR'] },
    GetStock: {
      type: 'object',
      properties: { material: { $ref: '#/schemas/Material' }, plant: { $ref: '#/schemas/Plant' } },
      required: ['material'],
    },
    GetStockResponse: {
      type: 'object',
      properties: { stock: { type: 'array', items: { $ref: '#/schemas/Stock' }, minItems: 1 } },
      required: ['stock'],
    },
    ListOrders: {
      type: 'object',
      properties: { customerNumber: { type: 'string' }, maximum: { type: 'integer', minimum: 1 } },
      required: ['customerNumber'],
    },
    ListOrdersResponse: {
      type: 'object',
      properties: { order: { type: 'array', items: { $ref: '#/schemas/Order' } } },
      required: [],
    },
    Material: { type: 'string', maxLength: 18, examples: ['SHOE-0142', 'JACK-0088', 'BOTT-0007'] },
    Order: {
      type: 'object',
      properties: {
        orderNumber: { $ref: '#/schemas/OrderNumber' },
        customerNumber: { type: 'string' },
        status: { $ref: '#/schemas/OrderStatus' },
        createdAt: { type: 'string', format: 'date-time' },
        line: { type: 'array', items: { $ref: '#/schemas/OrderLine' }, minItems: 1 },
        totalAmount: { $ref: '#/schemas/Amount' },
        currency: { $ref: '#/schemas/Currency' },
      },
      required: ['orderNumber', 'customerNumber', 'status', 'createdAt', 'line', 'totalAmount', 'currency'],
    },
    OrderLine: {
      type: 'object',
      properties: { material: { $ref: '#/schemas/Material' }, quantity: { $ref: '#/schemas/Quantity' } },
      required: ['material', 'quantity'],
    },
    OrderNumber: { type: 'string', pattern: '^(?:45[0-9]{8})$' },
    OrderStatus: { type: 'string', enum: ['ACCEPTED', 'PICKED', 'SHIPPED'] },
    Plant: { type: 'string', enum: ['1000', '1200', '2000'] },
    Quantity: { type: 'integer', minimum: 1, maximum: 99 },
    Stock: {
      type: 'object',
      properties: {
        material: { $ref: '#/schemas/Material' },
        plant: { $ref: '#/schemas/Plant' },
        onHand: { $ref: '#/schemas/Count' },
        reserved: { $ref: '#/schemas/Count' },
        nextDelivery: { type: 'string', format: 'date' },
      },
      required: ['material', 'plant', 'onHand', 'reserved'],
    },
  },
};
