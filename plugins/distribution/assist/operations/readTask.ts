import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { parseId } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { contentForPhone } from '../contentForPhone.ts'
import { exampleContent, exampleOpened } from '../examples.ts'
import { ownedTask } from '../ownedTask.ts'
import { readHadOpen } from '../readHadOpen.ts'
import { taskOutput, toTaskSummary } from '../taskAnswer.ts'

export const readTask = defineOperation({
  name: 'tasks.read',
  summary:
    'Opens an assist task: the caption to copy, the files to save, the app to open, the deadline.',
  description:
    'Call it after `tasks.open`, and again when a link to a file has ended. Reading takes no lease and changes nothing, so that it can be done ahead and kept for a bad network.',
  tag: 'Tasks',
  route: { method: 'get', path: '/assist/tasks/{id}' },
  input: z.strictObject({ id: idInput }),
  output: taskOutput,
  permission: 'tasks.read',
  errors: ['MEDIA_MISSING', 'ENTITLEMENT_DENIED'],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.task },
      output: {
        ...exampleOpened,
        ...exampleContent,
        hadOpen: [],
        app: { androidPackage: 'com.whatsapp', hint: 'Post it as a status, not in a chat.' },
      },
    },
  },
  run: async ({ id }, context) => {
    const row = await ownedTask(context, id, 'tasks.read')
    const content = await contentForPhone(context, {
      tenant: row.tenant_id,
      delivery: row.delivery_id,
    })
    const hadOpen = await readHadOpen({ db: context.db, row, caller: context.caller.id })
    return {
      ...toTaskSummary(row, context.now),
      ...content,
      hadOpen: hadOpen.map(({ id, name, at }) => ({
        person: { id: parseId(context.payload, id) ?? id, name },
        at: new Date(at).toISOString(),
      })),
      app: { androidPackage: row.android_package, hint: row.hint },
    }
  },
})
