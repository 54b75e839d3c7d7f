import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { whoseDevices } from '../deviceAnswer.ts'

export const pushSettings = defineOperation({
  name: 'push.settings',
  summary:
    'What an app needs to take pushes: the Firebase project, and for browsers its web settings. Nothing in it is secret.',
  description:
    'Call it before the app asks Firebase for a token. Where `projectId` is null there are no pushes: read the list every half minute while the app is shown.',
  tag: 'Push',
  route: { method: 'get', path: '/assist/push-settings' },
  input: z.strictObject({}),
  output: z.object({
    projectId: z.string().nullable().meta({ description: 'Null where no push service is set up.' }),
    web: z
      .object({
        config: z.record(z.string(), z.string()),
        vapidKey: z.string(),
      })
      .nullable()
      .meta({ description: "The arguments of Firebase's `initializeApp` and `getToken`." }),
  }),
  permission: 'devices.register',
  errors: [],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: {
      input: {},
      output: {
        projectId: 'postyard-example',
        web: {
          config: { projectId: 'postyard-example', appId: '1:1234567890:web:abcdef' },
          vapidKey: 'BExampleKeyForBrowsers',
        },
      },
    },
    none: {
      summary: 'Where no push service is set up.',
      input: {},
      output: { projectId: null, web: null },
    },
  },
  run: async (_input, { settings, caller }) => {
    requireSomewhere(caller, 'devices.register', whoseDevices)
    return { projectId: settings.push?.projectId ?? null, web: settings.push?.web ?? null }
  },
})
