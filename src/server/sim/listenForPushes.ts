import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

const pushShape = z.object({
  id: z.number(),
  outcome: z.string(),
  message: z.object({
    data: z.object({ task: z.string(), tenant: z.string() }),
    notification: z.object({ title: z.string() }),
  }),
})

/** What a phone is woken with. */
export type WakeUp = { task: string; tenant: string; title: string }

type Args = {
  /** Of the stand-in's own port. */
  fcmUrl: string
  token: string
  onPush: (push: WakeUp) => void
  signal: AbortSignal
}

/** Hands a phone its pushes as the stand-in delivers them, until `signal`; a broken connection is made anew. */
export async function listenForPushes({ fcmUrl, token, onPush, signal }: Args): Promise<void> {
  let seen = 0
  const take = (event: string) => {
    const data = event.match(/^data: (.*)$/m)?.[1]
    if (!data) return
    const { id, outcome, message } = pushShape.parse(JSON.parse(data))
    seen = id
    // What the stand-in refused never reaches a phone.
    if (outcome === 'ok') onPush({ ...message.data, title: message.notification.title })
  }
  while (!signal.aborted) {
    try {
      const query = new URLSearchParams({ token, after: String(seen) })
      const response = await fetch(`${fcmUrl}/sandbox/events?${query}`, { signal })
      let text = ''
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const events = (text + chunk).split('\n\n')
        text = events.pop() ?? ''
        events.forEach(take)
      }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof TypeError)) throw error
    }
    await sleep(100)
  }
}
