import { z } from 'zod'
import { refusals } from './googleError.ts'

/**
 * How a phone answers, or all of them: `ok`, one of FCM's refusals, or trouble on the way. `slow` answers after
 * `delayMs`, `hang` never, `stall` stops in the middle of its answer; `resetBefore` tears the connection before the
 * push is taken, `resetAfter` afterwards.
 */
export const behaviourInput = z.strictObject({
  behaviour: z.enum(['ok', ...refusals, 'slow', 'hang', 'stall', 'resetBefore', 'resetAfter']),
  /** Sent as `Retry-After`. */
  retryAfterSeconds: z.int().min(0).optional(),
  /** In place of Google's usual sentence. */
  message: z.string().optional(),
  delayMs: z.int().min(0).default(2_000),
  /** Of requests; then it is over. */
  times: z.int().min(1).optional(),
  /** The share of requests that it strikes. */
  share: z.number().min(0).max(1).default(1),
})

export type Behaviour = z.output<typeof behaviourInput>

export type Behaviours = {
  /** What the next request for this phone meets; a phone's own behaviour goes before the general one. */
  next: (token: string) => Behaviour
  setForToken: (token: string, behaviour: Behaviour) => void
  setForAll: (behaviour: Behaviour) => void
  clearToken: (token: string) => void
  clearAll: () => void
  clear: () => void
  list: () => { all: Behaviour | null; tokens: Record<string, Behaviour> }
}

const well: Behaviour = { behaviour: 'ok', delayMs: 0, share: 1 }

/** Keeps how phones misbehave. `random` gives numbers from 0 up to 1. */
export function createBehaviours({ random }: { random: () => number }): Behaviours {
  const tokens = new Map<string, Behaviour>()
  let all: Behaviour | null = null

  const use = (behaviour: Behaviour, keep: (left: Behaviour | null) => void): Behaviour => {
    if (behaviour.share < 1 && random() >= behaviour.share) return well
    if (behaviour.times !== undefined)
      keep(behaviour.times > 1 ? { ...behaviour, times: behaviour.times - 1 } : null)
    return behaviour
  }

  return {
    next: (token) => {
      const own = tokens.get(token)
      if (own) return use(own, (left) => (left ? tokens.set(token, left) : tokens.delete(token)))
      if (!all) return well
      return use(all, (left) => {
        all = left
      })
    },
    setForToken: (token, behaviour) => void tokens.set(token, behaviour),
    setForAll: (behaviour) => {
      all = behaviour
    },
    clearToken: (token) => void tokens.delete(token),
    clearAll: () => {
      all = null
    },
    clear: () => {
      tokens.clear()
      all = null
    },
    list: () => ({ all, tokens: Object.fromEntries(tokens) }),
  }
}
