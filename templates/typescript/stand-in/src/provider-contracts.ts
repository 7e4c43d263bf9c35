import type { StandInContract } from './stand-in-contract.ts';

/** What `fcm.openapi.yaml` says: Firebase Cloud Messaging, HTTP v1. */
export const fcmContract: StandInContract = {
  title: 'Firebase Cloud Messaging',
  protocol: 'rest',
  basePath: '',
  soap: null,
  operations: [
    {
      id: 'sendMessage',
      method: 'POST',
      path: '/v1/projects/{project}/messages:send',
      soap: null,
      requestRequired: true,
      request: {
        $ref: '#/schemas/SendRequest',
      },
      parameters: [
        {
          name: 'project',
          in: 'path',
          required: true,
        },
      ],
      response: {
        status: 200,
        mediaType: 'application/json',
        schema: {
          $ref: '#/schemas/Message',
        },
        examples: [],
      },
    },
  ],
  schemas: {
    Message: {
      type: 'object',
      required: ['name'],
      properties: {
        name: {
          type: 'string',
          pattern: '^projects/[a-z][a-z0-9-]{5,28}/messages/0:[0-9]{16}%[0-9a-f]{16}$',
        },
      },
    },
    Notification: {
      type: 'object',
      properties: {
        title: {
          type: 'string',
        },
        body: {
          type: 'string',
        },
        image: {
          type: 'string',
          format: 'uri',
        },
      },
    },
    SendRequest: {
      type: 'object',
      required: ['message'],
      properties: {
        validate_only: {
          type: 'boolean',
          default: false,
        },
        message: {
          type: 'object',
          required: ['token'],
          properties: {
            token: {
              type: 'string',
              minLength: 1,
            },
            data: {
              type: 'object',
              additionalProperties: {
                type: 'string',
              },
            },
            notification: {
              $ref: '#/schemas/Notification',
            },
            android: {
              type: 'object',
              properties: {
                collapse_key: {
                  type: 'string',
                },
                priority: {
                  type: 'string',
                  enum: ['NORMAL', 'HIGH'],
                },
                ttl: {
                  type: 'string',
                  pattern: '^[0-9]+s$',
                },
                notification: {
                  type: 'object',
                },
              },
            },
          },
        },
      },
    },
  },
};

/** What `apns.openapi.yaml` says: the provider API of the Apple Push Notification service. */
export const apnsContract: StandInContract = {
  title: 'Apple Push Notification service',
  protocol: 'rest',
  basePath: '',
  soap: null,
  operations: [
    {
      id: 'sendNotification',
      method: 'POST',
      path: '/3/device/{token}',
      soap: null,
      requestRequired: true,
      request: {
        $ref: '#/schemas/Payload',
      },
      parameters: [
        {
          name: 'token',
          in: 'path',
          required: true,
        },
        {
          name: 'apns-topic',
          in: 'header',
          required: true,
        },
        {
          name: 'apns-push-type',
          in: 'header',
          required: true,
        },
        {
          name: 'apns-priority',
          in: 'header',
          required: false,
        },
        {
          name: 'apns-expiration',
          in: 'header',
          required: false,
        },
        {
          name: 'apns-collapse-id',
          in: 'header',
          required: false,
        },
        {
          name: 'apns-id',
          in: 'header',
          required: false,
        },
      ],
      response: {
        status: 200,
        mediaType: '',
        schema: null,
        examples: [],
      },
    },
  ],
  schemas: {
    Payload: {
      type: 'object',
      required: ['aps'],
      properties: {
        aps: {
          type: 'object',
          properties: {
            alert: {
              oneOf: [
                {
                  type: 'string',
                },
                {
                  type: 'object',
                  properties: {
                    title: {
                      type: 'string',
                    },
                    body: {
                      type: 'string',
                    },
                  },
                },
              ],
            },
            badge: {
              type: 'integer',
              minimum: 0,
            },
            sound: {
              type: 'string',
            },
            'content-available': {
              type: 'integer',
              enum: [1],
            },
          },
        },
      },
      additionalProperties: true,
    },
  },
};
