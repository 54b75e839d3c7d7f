import { z } from 'zod'
import { defineOperation, idInput } from '../../operation.ts'
import { contentForPhone } from '../contentForPhone.ts'
import { ownedTask } from '../ownedTask.ts'
import { taskOutput, toTaskSummary } from '../taskAnswer.ts'

export const readTask = defineOperation({
  name: 'tasks.read',
  summary:
    'Opens an assist task: the caption to copy, the files to save, the app to open, the deadline.',
  route: { method: 'get', path: '/assist/tasks/{id}' },
  input: z.strictObject({ id: idInput }),
  output: taskOutput,
  permission: 'tasks.read',
  errors: ['MEDIA_MISSING'],
  isReadOnly: true,
  isForPhones: true,
  run: async ({ id }, context) => {
    const row = await ownedTask(context, id, 'tasks.read')
    const content = await contentForPhone(context, {
      tenant: row.tenant_id,
      delivery: row.delivery_id,
    })
    return {
      ...toTaskSummary(row, context.now),
      ...content,
      app: { androidPackage: row.android_package, hint: row.hint },
    }
  },
})
