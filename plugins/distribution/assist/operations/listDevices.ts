import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { deviceOutput, toDeviceAnswer } from '../deviceAnswer.ts'
import { listDeviceRows } from '../deviceRows.ts'
import { exampleDevice } from '../examples.ts'

export const listDevices = defineOperation({
  name: 'devices.list',
  summary:
    "Lists the caller's phones and browsers, or with `all` those of everybody whom the caller manages: when they were last seen, and whether they can be pushed.",
  description:
    'Call it for the page that shows a person their phones, each with a button to revoke it.',
  tag: 'Hours and phones',
  route: { method: 'get', path: '/assist/devices' },
  input: z.strictObject({ whose: z.enum(['mine', 'all']).default('mine') }),
  output: z.object({ devices: z.array(deviceOutput) }),
  permission: 'devices.register',
  errors: [],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: { input: { whose: 'mine' }, output: { devices: [exampleDevice] } },
  },
  run: async ({ whose }, context) => ({
    devices: (await listDeviceRows(context, whose)).map((row) => toDeviceAnswer(row, context.now)),
  }),
})
