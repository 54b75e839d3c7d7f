import { request } from 'node:https'
import { json } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { startFcmSandbox } from '../../src/sandbox/fcm/startFcmSandbox.ts'
import { readEnv } from '../../src/server/env.ts'
import { findFreePort } from '../../src/server/findFreePort.ts'
import { pushOptions } from '../../src/server/push.ts'

const env = (more: Record<string, string>) =>
  readEnv({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://db/postyard',
    PAYLOAD_SECRET: 'x'.repeat(32),
    ENCRYPTION_KEYS: `a:${Buffer.alloc(32).toString('base64')}`,
    ...more,
  })

/** Sends a push as firebase-admin does, to Google's own address. */
const send = (agent: NonNullable<Awaited<ReturnType<typeof pushOptions>>>['httpAgent']) =>
  new Promise<{ status?: number; body: unknown }>((resolve, reject) => {
    const call = request(
      'https://fcm.googleapis.com/v1/projects/postyard-sandbox/messages:send',
      {
        agent,
        method: 'POST',
        headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' },
      },
      (response) => {
        json(response).then((body) => resolve({ status: response.statusCode!, body }), reject)
      },
    )
    call.once('error', reject)
    call.end(
      JSON.stringify({ message: { token: 'a-phone', notification: { title: 'Time to post' } } }),
    )
  })

describe('pushes', () => {
  it('reach the stand-in, also one that starts after us and starts again', async () => {
    const controlPort = await findFreePort()
    const options = await pushOptions(env({ FCM_SANDBOX_URL: `http://127.0.0.1:${controlPort}` }))
    await expect(send(options?.httpAgent)).rejects.toThrow()
    for (const _ of ['first', 'again']) {
      const sandbox = await startFcmSandbox({ port: 0, controlPort })
      expect(await send(options?.httpAgent)).toMatchObject({ status: 200 })
      const response = await fetch(`${sandbox.url}/sandbox/messages`)
      expect(await response.json()).toMatchObject({ counts: { received: 1 } })
      await sandbox.close()
      // Until the agent has noticed that the connection it kept is gone.
      await sleep(100)
    }
  })

  it('go to Google with a service account, and nowhere without either', async () => {
    const account = {
      project_id: 'real',
      client_email: 'push@real.example',
      private_key: '-----BEGIN PRIVATE KEY-----',
    }
    const options = await pushOptions(
      env({
        FIREBASE_SERVICE_ACCOUNT: JSON.stringify(account),
        FCM_SANDBOX_URL: 'http://127.0.0.1:1',
      }),
    )
    expect(options).toEqual({ projectId: 'real', serviceAccount: account })
    expect(await pushOptions(env({}))).toBeUndefined()
  })
})
