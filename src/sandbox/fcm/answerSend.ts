import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Behaviour, Behaviours } from './behaviours.ts'
import { type CheckedRequest, checkRequest } from './checkRequest.ts'
import { googleError } from './googleError.ts'
import type { PushStore, ReceivedPush } from './openPushStore.ts'
import { readJson } from './readJson.ts'

type Args = {
  request: IncomingMessage
  response: ServerResponse
  project: string
  store: PushStore
  behaviours: Behaviours
  now: () => Date
  onPush: (push: ReceivedPush) => void
  /** Aborted when the server closes. */
  closing: AbortSignal
}

/** `POST /v1/projects/:project/messages:send`: checks as Google does, keeps what came, answers as it was told to. */
export async function answerSend({ request, response, project, ...room }: Args): Promise<void> {
  if (!/^Bearer \S+$/.test(request.headers.authorization ?? ''))
    return refuse(response, { refusal: 'UNAUTHENTICATED' })
  const checked = checkRequest(await readJson(request))
  if (checked.kind !== 'good') return refuse(response, toRefusal(checked))

  const { message, isDryRun } = checked
  const { token } = message
  if (isDryRun)
    return answer(response, 200, { name: `projects/${project}/messages/fake_message_id` })

  const behaviour = room.behaviours.next(token)
  const isTaken = ['ok', 'slow', 'stall', 'resetAfter'].includes(behaviour.behaviour)
  const name = isTaken ? `projects/${project}/messages/${messageId(room.now())}` : null
  const push = room.store.add({
    receivedAt: room.now().toISOString(),
    project,
    token,
    outcome: isTaken ? 'ok' : behaviour.behaviour,
    name,
    message,
  })
  room.onPush(push)
  await behave({ behaviour, response, name, closing: room.closing })
}

async function behave({
  behaviour: { behaviour, delayMs, retryAfterSeconds, message },
  response,
  name,
  closing,
}: {
  behaviour: Behaviour
  response: ServerResponse
  name: string | null
  closing: AbortSignal
}): Promise<void> {
  switch (behaviour) {
    case 'hang':
      return
    case 'stall':
      response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' })
      response.write('{"na')
      return
    case 'resetBefore':
    case 'resetAfter':
      response.socket?.destroy()
      return
    case 'slow':
      await sleep(delayMs, undefined, { signal: closing, ref: false })
      return answer(response, 200, { name })
    case 'ok':
      return answer(response, 200, { name })
    default:
      if (retryAfterSeconds !== undefined)
        response.setHeader('retry-after', String(retryAfterSeconds))
      return refuse(response, { refusal: behaviour, message })
  }
}

function toRefusal(
  checked: Exclude<CheckedRequest, { kind: 'good' }>,
): Parameters<typeof googleError>[0] {
  if (checked.kind === 'wrongToken') return { refusal: 'INVALID_ARGUMENT' }
  if (checked.kind === 'tooBig')
    return { refusal: 'INVALID_ARGUMENT', message: 'Android message is too big' }
  return {
    refusal: 'INVALID_PAYLOAD',
    message: checked.violations[0]?.description,
    violations: checked.violations,
  }
}

function refuse(response: ServerResponse, what: Parameters<typeof googleError>[0]): void {
  const { status, body } = googleError(what)
  answer(response, status, body)
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' })
  response.end(JSON.stringify(body))
}

/** As FCM writes them: µs since 1970, a percent sign, 16 hexadecimal digits. */
const messageId = (now: Date): string =>
  `0:${now.getTime() * 1000 + Math.floor(Math.random() * 1000)}%${randomBytes(8).toString('hex')}`
