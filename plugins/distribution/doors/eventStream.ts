import { createHash } from 'node:crypto'
import { createLocalReq, type Endpoint, type Payload, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { ownedTenant } from '../channels/ownedTenant.ts'
import { checkInput } from '../checkInput.ts'
import { DistributionError, notFound } from '../errors.ts'
import { openStream } from '../events/stream/streams.ts'
import { findOwned } from '../findOwned.ts'
import { type ID, parseId } from '../model/database.ts'
import { idInput, type OperationContext } from '../operation.ts'
import { answerError } from '../problem.ts'
import type { Permission } from '../security/permissions.ts'
import { isAllowed, requireSomewhere } from '../security/standing.ts'
import { settingsOf } from '../settings.ts'
import { admit } from './admit.ts'
import { identify } from './identify.ts'

const position = z
  .string()
  .regex(/^\d{1,15}$/, 'Give the id of an event of the stream, or 0 for all that are kept.')
  .transform(Number)

const type = /^[a-z][\w.-]{0,99}\*?$/

/** What the address says. */
const input = z.strictObject({
  tenant: idInput.optional(),
  plan: idInput.optional(),
  types: z
    .string()
    .transform((said) => said.split(','))
    .pipe(
      z
        .array(
          z.string().regex(type, 'Give types such as distribution.published or distribution.*.'),
        )
        .max(50),
    )
    .optional(),
  lastEventId: position.optional(),
})

/** Of the events of one plan, whose address names it. */
const ofPlan = input.omit({ tenant: true, plan: true })

const saidBy = (req: PayloadRequest) => {
  const said = Object.fromEntries(new URL(req.url ?? '', 'http://local').searchParams)
  // What a browser sends by itself when it connects again is newer than what its address says.
  const last = req.headers.get('last-event-id')
  return last ? { ...said, lastEventId: last } : said
}

type Listening = Pick<OperationContext, 'req' | 'payload' | 'settings' | 'caller'>

/** The tenants whose events are wanted, and may be. */
const tenantsFor = async (context: Listening, tenant: string | number | undefined) => {
  if (tenant !== undefined) return [await ownedTenant(context, tenant, 'events.read')]
  const allowed = requireSomewhere(
    context.caller,
    'events.read',
    'Your roles do not allow you to read events. It needs the permission "events.read"; ask a manager of the tenant.',
  )
  if (allowed !== 'all') return allowed
  throw new DistributionError('INVALID_INPUT', 'Say whose events you want: ?tenant=ID.')
}

const readPlan = (payload: Payload, plan: unknown): ID => {
  const id = parseId(payload, plan)
  if (id === undefined) throw notFound('plan')
  return id
}

/** Whoever may follow a plan may do so as it happens; all that happens at a client is for fewer. */
const permissionOf = (about: unknown): Permission =>
  about === undefined ? 'events.read' : 'plans.read'

/** Which events are wanted: of the tenants that the address says, or of the plan that it is about. */
const readWish = async (context: Listening, about: unknown) => {
  const said = saidBy(context.req)
  if (about !== undefined) {
    const permission = permissionOf(about)
    const { id, tenant } = await findOwned({
      ...{ context, collection: 'plans' as const, id: about, permission, what: 'plan' },
    })
    return { ...checkInput({ input: ofPlan }, said), tenants: [tenant], plan: id }
  }
  const { tenant, plan, ...rest } = checkInput({ input }, said)
  const tenants = await tenantsFor(context, tenant)
  return {
    ...{ ...rest, tenants },
    ...(plan === undefined ? {} : { plan: readPlan(context.payload, plan) }),
  }
}

/** The headers by which somebody is known, and nothing else of a request that is long over. */
const credentialsOf = ({ headers }: PayloadRequest): Headers => {
  const kept = new Headers()
  for (const name of ['authorization', 'cookie', 'origin', 'sec-fetch-site']) {
    const value = headers.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept
}

type Held = { payload: Payload; headers: Headers; tenants: readonly ID[]; permission: Permission }

/** Whether the same credentials still open the same tenants: not after a log-out, a lost role or a revoked key. */
const isStillAllowed = async ({ payload, headers, tenants, permission }: Held) => {
  try {
    const { user } = await payload.auth({ headers, canSetHeaders: false })
    const req = await createLocalReq({ req: { headers }, ...(user ? { user } : {}) }, payload)
    const { standing } = await identify(req, settingsOf(payload))
    return tenants.every((tenant) => isAllowed(standing, permission, tenant))
  } catch (error) {
    if (error instanceof DistributionError) return false
    throw error
  }
}

const open = async (req: PayloadRequest, about?: unknown): Promise<Response> => {
  const { payload } = req
  const settings = settingsOf(payload)
  const sent = new Headers({
    'content-type': 'text/event-stream; charset=utf-8',
    // Nobody on the way may keep, compress or gather what is to arrive at once.
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  const tell = (headers: Record<string, string>) => {
    for (const [name, value] of Object.entries(headers)) sent.set(name, value)
  }
  const permission = permissionOf(about)
  const caller = await admit({ req, operation: { permission }, tell })
  const context = { req, payload, settings, caller }
  const { tenants, plan, types, lastEventId } = await readWish(context, about)
  const headers = credentialsOf(req)
  const credential = createHash('sha256')
    .update(JSON.stringify([...headers, tenants, permission]))
    .digest('base64url')
  const body = await openStream({
    payload,
    wanted: {
      tenants,
      ...(types ? { types } : {}),
      ...(plan === undefined ? {} : { plan }),
    },
    ...(lastEventId === undefined ? {} : { after: lastEventId }),
    right: { credential, isHeld: () => isStillAllowed({ payload, headers, tenants, permission }) },
    random: Math.random,
  })
  return new Response(body, { headers: sent })
}

/**
 * `GET /events/stream`: what happens, as it happens, as server-sent events: of all tenants in which the caller may read
 * events, or of one (`tenant`), only of some `types` or of one `plan`. The id of an event is its position; who comes back
 * with `Last-Event-ID`, or `lastEventId` in the address, goes on behind it.
 */
export const eventStreamEndpoint: Endpoint = {
  path: '/stream',
  method: 'get',
  handler: async (req) => {
    try {
      return await open(req)
    } catch (error) {
      return answerError(error, req)
    }
  },
}

/** `GET /distribution/{id}/events`: the same of one plan in which the caller may read plans. */
export const planEventsEndpoint: Endpoint = {
  path: '/distribution/:id/events',
  method: 'get',
  handler: async (req) => {
    try {
      return await open(req, req.routeParams?.id)
    } catch (error) {
      return answerError(error, req)
    }
  },
}
