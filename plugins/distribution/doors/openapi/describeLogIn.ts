import { exampleIds } from '../../exampleIds.ts'
import { idOutput } from '../../operation.ts'
import type { Settings } from '../../options.ts'
import type { Schemas } from './createSchemas.ts'

/** An error as Payload itself answers it. */
const payloadErrors = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['message'],
        properties: { message: { type: 'string', description: 'One sentence for a person.' } },
      },
    },
  },
}

const refusal = (description: string, message: string) => ({
  description,
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/LogInError' },
      examples: { usual: { value: { errors: [{ message }] } } },
    },
  },
})

/** The log-in with a password: Payload's own, which everything begins with. */
export const describeLogIn = (settings: Settings, schemas: Schemas) => ({
  schemas: { LogInError: payloadErrors },
  paths: {
    [`/${settings.usersSlug}/login`]: {
      post: {
        operationId: 'users.logIn',
        tags: ['Log in'],
        summary: 'Logs a person in with their address and password.',
        description:
          'Call it once on each phone, when a person types their password. Send the `token` with `devices.signIn` at once, as the scheme `login` says, and keep neither it nor the password: from then on the phone has a credential of its own.',
        security: [],
        parameters: [],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['email', 'password'],
                properties: {
                  email: { type: 'string', format: 'email' },
                  password: { type: 'string', minLength: 1 },
                },
              },
              examples: {
                usual: { value: { email: 'ana@example.com', password: 'correct horse battery' } },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Logged in.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['token', 'exp', 'user'],
                  properties: {
                    token: { type: 'string' },
                    exp: { type: 'integer', description: 'Its end, in seconds since 1970.' },
                    user: {
                      type: 'object',
                      required: ['id', 'email'],
                      properties: {
                        id: schemas.of(idOutput, 'output'),
                        email: { type: 'string', format: 'email' },
                        name: { type: 'string' },
                      },
                    },
                    message: { type: 'string' },
                  },
                },
                examples: {
                  usual: {
                    value: {
                      message: 'Authentication Passed',
                      exp: 1798050600,
                      token: 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.c2lnbmF0dXJl',
                      user: {
                        id: schemas.example(exampleIds.agent),
                        email: 'ana@example.com',
                        name: 'Ana',
                      },
                    },
                  },
                },
              },
            },
          },
          '400': refusal(
            'The address or the password is missing.',
            'The following fields are invalid: email, password',
          ),
          '401': refusal(
            'The address or the password is wrong, or too many wrong ones were tried: then it helps only to wait.',
            'The email or password provided is incorrect.',
          ),
        },
      },
    },
  },
})
