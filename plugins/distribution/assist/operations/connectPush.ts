import { z } from 'zod'
import { createPush } from '../../channels/manual/push.ts'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { seal } from '../../security/vault.ts'
import { serviceAccountPlace } from '../pushOf.ts'
import { tryProject } from '../tryProject.ts'

const account = z.object({
  project_id: z.string().regex(/^[a-z][a-z0-9-]{3,29}$/),
  client_email: z.email(),
  private_key: z.string().min(1).max(10_000),
})

export const connectPush = defineOperation({
  name: 'tenants.connectPush',
  summary:
    "Gives a client a Firebase project of its own for push: tries its service account at once, and keeps it encrypted. Without one the installation's is used.",
  route: { method: 'post', path: '/tenants/{id}/connect-push' },
  input: z.strictObject({
    id: idInput,
    serviceAccount: account.optional().meta({
      description: 'As Google hands it out; left out, the one that there was is taken away.',
    }),
  }),
  output: z.object({ tenant: idOutput, projectId: z.string().nullable() }),
  permission: 'channels.connect',
  errors: ['PUSH_CREDENTIALS_REFUSED'],
  isOutward: true,
  examples: {
    usual: {
      input: {
        id: exampleIds.tenant,
        serviceAccount: {
          project_id: 'marina-estates',
          client_email: 'push@marina-estates.example.com',
          private_key: 'the key as Google handed it out',
        },
      },
      output: { tenant: exampleIds.tenant, projectId: 'marina-estates' },
    },
    away: {
      summary: 'From now on that of the installation is used.',
      input: { id: exampleIds.tenant },
      output: { tenant: exampleIds.tenant, projectId: null },
    },
  },
  run: async ({ id, serviceAccount }, context) => {
    const { payload, settings, req } = context
    const tenant = await ownedTenant(context, id, 'channels.connect')
    if (serviceAccount) await tryAccount(serviceAccount, settings.push?.httpAgent)
    const sealed = serviceAccount
      ? seal(
          JSON.stringify(serviceAccount),
          serviceAccountPlace(settings, tenant),
          settings.encryptionKeys,
        )
      : null
    await payload.update({
      collection: settings.tenantsSlug,
      id: tenant,
      data: {
        push: { projectId: serviceAccount?.project_id ?? null, serviceAccount: sealed },
      } as never,
      depth: 0,
      req,
    })
    return { tenant, projectId: serviceAccount?.project_id ?? null }
  },
})

/** Google must know the project and let the account in; where it does not answer now, it is taken on trust. */
const tryAccount = async (
  serviceAccount: z.output<typeof account>,
  httpAgent: Parameters<typeof createPush>[0]['httpAgent'],
): Promise<void> => {
  const push = createPush({
    projectId: serviceAccount.project_id,
    serviceAccount,
    httpAgent,
    timeoutMs: 8_000,
  })
  try {
    const { state, message } = await tryProject(push)
    if (state === 'refused') throw new DistributionError('PUSH_CREDENTIALS_REFUSED', message)
  } finally {
    await push.close()
  }
}
