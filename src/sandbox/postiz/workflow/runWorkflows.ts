import type { Sandbox } from '../sandbox.ts'
import { listDuePosts, nextRunAt } from '../store/workflows.ts'
import { publishComment } from './publishComment.ts'
import { publishPost } from './publishPost.ts'

const batch = 200
/** The clock may be another one than the timer's; so it is looked at this often. */
const maxSleepMs = 250
const afterErrorMs = 1000

type Runner = { wake: () => void; stop: () => void }

/** Publishes what is due, as soon as it is due; costs nothing while nothing is queued. */
export function runWorkflows(sandbox: Sandbox): Runner {
  let timer: NodeJS.Timeout | null = null
  let wakeAt = Number.POSITIVE_INFINITY
  let isStopped = false

  const run = () => {
    timer = null
    wakeAt = Number.POSITIVE_INFINITY
    try {
      publishDue(sandbox)
    } catch (error) {
      sandbox.onError(error)
      sleep(afterErrorMs)
      return
    }
    wake()
  }
  const sleep = (ms: number) => {
    if (isStopped) return
    wakeAt = performance.now() + ms
    timer = setTimeout(run, ms)
    timer.unref()
  }
  const wake = () => {
    if (isStopped) return
    const at = nextRunAt(sandbox.store)
    if (at === null) return
    const delay = Math.min(Math.max(at - sandbox.now(), 0), maxSleepMs)
    const due = performance.now() + delay
    if (timer && wakeAt <= due) return
    if (timer) clearTimeout(timer)
    sleep(delay)
  }

  return {
    wake,
    stop() {
      isStopped = true
      if (timer) clearTimeout(timer)
    },
  }
}

function publishDue(sandbox: Sandbox): void {
  const { store } = sandbox
  const count = store.together(() => {
    const due = listDuePosts(store, sandbox.now(), batch)
    for (const post of due) {
      if (post.parent === null) publishPost({ sandbox, post })
      else publishComment({ sandbox, comment: post })
    }
    return due.length
  })
  if (count) sandbox.changed()
}
