import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { ownPushOf, pushOf } from '../pushOf.ts'
import { tryProject } from '../tryProject.ts'

/** How long Google may take, in milliseconds. */
const mostMs = 8_000

export const checkPush = defineOperation({
  name: 'tenants.checkPush',
  summary:
    'Asks Google whether the Firebase project that a client is pushed with lets Postyard in; no phone is told.',
  route: { method: 'post', path: '/tenants/{id}/check-push' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    tenant: idOutput,
    projectId: z.string().nullable(),
    isOwn: z.boolean().meta({ description: "False where it is the installation's project." }),
    state: z.enum(['works', 'refused', 'no_answer', 'none']),
    message: z.string().meta({ description: 'One sentence for a person.' }),
  }),
  permission: 'channels.connect',
  errors: [],
  isOutward: true,
  examples: {
    usual: {
      input: { id: exampleIds.tenant },
      output: {
        tenant: exampleIds.tenant,
        projectId: 'marina-estates',
        isOwn: true,
        state: 'works',
        message: 'Google lets Postyard in to the project marina-estates.',
      },
    },
  },
  run: async ({ id }, context) => {
    const { payload, settings, req } = context
    const tenant = await ownedTenant(context, id, 'channels.connect')
    const record = await readTenant({ payload, settings, tenant, req })
    const own = ownPushOf(settings, record)
    const push = own ?? pushOf(settings)
    const projectId = (own ? record.push?.projectId : settings.push?.projectId) ?? null
    const answer = { tenant, projectId, isOwn: own !== undefined }
    if (!push) {
      return {
        ...answer,
        state: 'none' as const,
        message:
          'No push service is set up. Connect the Firebase project of this client, or set FIREBASE_SERVICE_ACCOUNT for all.',
      }
    }
    const { state, message } = await tryProject(push, AbortSignal.timeout(mostMs))
    return {
      ...answer,
      state,
      message: state === 'works' ? `Google lets Postyard in to the project ${projectId}.` : message,
    }
  },
})

export type PushCheck = z.output<typeof checkPush.output>
