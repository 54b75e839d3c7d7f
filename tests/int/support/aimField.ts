import { operations } from 'postyard'
import { fieldNameOf } from '../../../plugins/distribution/doors/graphql/addOperationFields.ts'
import { changes, intruder } from './aimedRequests.ts'
import type { Clients } from './faultsOf.ts'
import type { Field } from './graphql.ts'
import { shelves } from './shelves.ts'

/** Fields of GraphQL that need nothing of a tenant: one's own log-in, and the ways to it. */
const ofOneself = [
  'meUser',
  'initializedUser',
  'refreshTokenUser',
  'logoutUser',
  'loginUser',
  'forgotPasswordUser',
  'resetPasswordUser',
  'verifyEmailUser',
  'createPayloadPreference',
]

/** They are aimed with the inputs of their operations, at every door. */
const ofOperations = Object.values(operations).map(fieldNameOf)

/**
 * The arguments with which a field of GraphQL is aimed at the other tenant's record; undefined where there is nothing
 * to aim at. A field that is not known is an error.
 */
export const aimField = (field: Field, clients: Clients): Record<string, unknown> | undefined => {
  if (ofOneself.includes(field.name) || ofOperations.includes(field.name)) return undefined
  if (field.name === 'Access') return {}
  if (field.name === 'unlockUser') {
    return { email: clients.foreign.people.editor.email, password: 'x' }
  }
  const has = (name: string) => field.args.some((argument) => argument.name === name)
  const found = Object.entries(shelves).find(([, { type }]) =>
    new RegExp(`^(create|update|delete|duplicate|docAccess)?${type}$`).test(field.name),
  )
  if (!found) {
    if (has('where')) return { limit: 0, trash: true, where: {} }
    throw new Error(`"${field.name}" is not in the matrix.`)
  }
  const [slug, { id }] = found
  return {
    ...(has('id') ? { id: id(clients.foreign) } : {}),
    ...(has('data') ? { data: changes[slug] ?? intruder(slug, clients) } : {}),
    ...(has('trash') ? { trash: true } : {}),
  }
}
