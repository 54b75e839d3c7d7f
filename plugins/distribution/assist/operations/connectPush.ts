import { z } from 'zod'
import { createPush } from '../../channels/manual/push.ts'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { DistributionError } from '../../errors.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { seal } from '../../security/vault.ts'
import { serviceAccountPlace } from '../pushOf.ts'

const account = z.object({
  project_id: z.string().regex(/^[a-z][a-z0-9-]{3,29}$/),
  client_email: z.email(),
  private_key: z.string().min(1).max(10_000),
})

/** Refusals that mean the credentials; whatever is said of a token that nobody has is as it should be. */
const refusals = ['PUSH_CREDENTIALS_REFUSED', 'PUSH_PROJECT_NOT_FOUND']

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

/** Pushes to a phone that nobody has: Google says whether it knows the project and lets the account in. */
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
    const { results } = await push.send({
      tokens: ['a-phone-that-nobody-has'],
      notification: { title: 'Postyard', body: '' },
      data: {},
      ttlSeconds: 0,
      collapseKey: 'test',
    })
    const [result] = results
    if (result && 'code' in result && refusals.includes(result.code)) {
      throw new DistributionError('PUSH_CREDENTIALS_REFUSED', result.message)
    }
  } finally {
    await push.close()
  }
}
