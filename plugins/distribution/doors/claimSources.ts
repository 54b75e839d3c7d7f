import type { Endpoint, Payload, PayloadRequest } from 'payload'
import { secretsAt } from '../channels/webhook/endpoint.ts'
import { claimedEvent, toGiven } from '../claims/ingest/claimedEvent.ts'
import { takeMessage } from '../claims/ingest/takeMessage.ts'
import { tellOutcome } from '../claims/ingest/takenAnswer.ts'
import { keepLetter, printOf } from '../claims/letters/keepLetter.ts'
import { isSigned } from '../claims/sources/isSigned.ts'
import { readSource } from '../claims/sources/sourceRows.ts'
import { openSecrets } from '../claims/sources/sourceSecrets.ts'
import { DistributionError } from '../errors.ts'
import { explainIssue } from '../explainIssue.ts'
import type { ClaimSourceRow } from '../model/claims.ts'
import { type ID, parseId, poolOf, sql } from '../model/database.ts'
import { findUnstorable } from '../model/findUnstorable.ts'
import { inTransactionAgain } from '../model/inTransactionAgain.ts'
import type { Caller } from '../operation.ts'
import { answerError, toProblem } from '../problem.ts'
import { settingsOf } from '../settings.ts'
import { tellFault } from '../tellFault.ts'
import { limitRequests } from './limitRequests.ts'
import { readText } from './readInput.ts'

/** A message about one claim is far shorter, in bytes. */
const mostBytes = 64 * 1024

type Sender = { source: ClaimSourceRow; tenant: ID; caller: Caller }

/**
 * The secrets that hold. That they cannot be decrypted is told to whoever runs the house, since nobody else knows of it.
 *
 * @throws CLAIM_SOURCE_UNREADABLE
 */
const secretsOf = (payload: Payload, source: ClaimSourceRow): string[] => {
  try {
    return secretsAt(
      { secrets: openSecrets({ settings: settingsOf(payload), source }) },
      new Date(),
    )
  } catch (error) {
    payload.logger.error({
      ...{ source: source.id, tenant: source.tenant, reason: tellFault(error) },
      msg: 'The secret of a source of claims cannot be decrypted, so its messages are turned away. Put the key that it was encrypted with back into the ring, or give the source a new secret.',
    })
    throw error
  }
}

/**
 * Whose message this is. Nobody is told whether there is such a source.
 *
 * @throws SIGNATURE_INVALID, CLAIM_SOURCE_UNREADABLE
 */
const identifySource = async (req: PayloadRequest, body: string): Promise<Sender> => {
  const { payload, headers } = req
  const source = await readSource(poolOf(payload), String(req.routeParams?.id ?? ''))
  const tenant = parseId(payload, source?.tenant)
  const secrets = source ? secretsOf(payload, source) : []
  if (!source || tenant === undefined || !isSigned({ headers, body, secrets })) {
    throw new DistributionError(
      'SIGNATURE_INVALID',
      'This message bears no signature of this source that holds. Sign it by Standard Webhooks 1.0 with the secret of the source, within five minutes.',
    )
  }
  const standing = {
    isAgencyAdmin: false,
    roles: [{ tenant, roles: ['api-agent' as const], only: ['claims.ingest' as const] }],
  }
  const id = `claim source ${source.id}`
  const actor = { kind: 'key' as const, id: source.id, name: source.name }
  return { source, tenant, caller: { id, key: id, name: source.name, standing, actor } }
}

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new DistributionError('INVALID_JSON', 'The body is no valid JSON.', { cause })
  }
}

/** Keeps a message that says that something was claimed, but not what; whoever sends it is told in any case. */
const keepInvalid = async (
  payload: Payload,
  { tenant, caller }: Sender,
  { said, error }: { said: unknown; error: unknown },
): Promise<void> => {
  const isClaimed = (said as { type?: unknown } | null)?.type === 'distribution.claimed'
  if (!isClaimed || findUnstorable(said) !== undefined) return
  const { detail } = toProblem(error)
  await inTransactionAgain({ payload }, ({ db }) =>
    keepLetter({
      ...{ db, tenant, print: printOf(JSON.stringify(said)), body: said, code: 'EVENT_INVALID' },
      ...{ message: `${detail} Let its program send it right, then drop this one.` },
      actor: caller.actor,
    }),
  )
}

/** To the minute, so that a flood of messages is none of writes. */
const noteMessage = (payload: Payload, { id, tenant }: ClaimSourceRow) =>
  poolOf(payload).execute(sql`
    update postyard_claim_sources set last_at = clock_timestamp()
    where id = ${id} and tenant = ${tenant}
      and (last_at is null or last_at < clock_timestamp() - interval '1 minute')`)

const answer = async (req: PayloadRequest, told: Headers): Promise<Response> => {
  const { payload } = req
  const body = await readText(req)
  if (Buffer.byteLength(body) > mostBytes) {
    throw new DistributionError(
      'PAYLOAD_TOO_LARGE',
      'The message is larger than 64 kB. Send one claim with each.',
    )
  }
  const sender = await identifySource(req, body)
  const tell = (headers: Record<string, string>) => {
    for (const [name, value] of Object.entries(headers)) told.set(name, value)
  }
  await limitRequests({ payload, caller: sender.caller, tell })
  await noteMessage(payload, sender.source)
  const said = parse(body)
  const read = claimedEvent.safeParse(said, { error: explainIssue })
  if (!read.success) {
    await keepInvalid(payload, sender, { said, error: read.error })
    throw read.error
  }
  const path = findUnstorable(read.data)
  if (path !== undefined) {
    throw new DistributionError(
      'INVALID_INPUT',
      `"${path}" holds a broken character. Remove it, or type the text again.`,
    )
  }
  const { tenant, caller } = sender
  const given = toGiven(read.data.data)
  const output = await inTransactionAgain({ payload }, async ({ db }) => {
    const outcome = await takeMessage({ payload, db, tenant, given, actor: caller.actor })
    return tellOutcome({ payload, db, tenant, outcome })
  })
  return Response.json(output, { status: output.outcome === 'kept' ? 202 : 200, headers: told })
}

/** Where programs post claims that they sign, by Standard Webhooks 1.0, as their own accounts of a client. */
export const claimSourceEndpoint: Endpoint = {
  path: '/claim-sources/:id/events',
  method: 'post',
  handler: async (req) => {
    const told = new Headers()
    try {
      return await answer(req, told)
    } catch (error) {
      return answerError(error, req, told)
    }
  },
}
