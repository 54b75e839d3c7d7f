import { useEffect, useRef } from 'react'
import { localUrl } from '../posting/localUrl.ts'
import { callApi } from '../shell/callApi.ts'
import { tellWorker } from '../shell/tellWorker.ts'
import type { Coming } from './coming.ts'
import { fitFiles } from './fitFiles.ts'
import { forgetOtherPages, keepPage, readPage } from './keptTasks.ts'
import { type Needed, soonFirst } from './soonFirst.ts'
import type { Task, TaskFile, TaskSummary } from './task.ts'

type Content = Pick<Task, 'files' | 'parts'>

type Args = {
  user: string
  tasks: TaskSummary[] | undefined
  coming: Coming[]
  isInTouch: boolean
}

/** A page that was read longer ago than this is read again, in milliseconds: a post may change until its time. */
const oldMs = 30 * 60_000

/** Links that end sooner than this are of no use any more, in milliseconds. */
const linkMs = 60 * 60_000

/** A phone has other things to keep, such as photos that wait to be sent. */
const mostBytes = 300_000_000

const filesOf = ({ files, parts }: Content) => [...files, ...parts.flatMap((part) => part.files)]

const isGood = (content: Content, at: number): boolean =>
  Date.now() - at < oldMs &&
  filesOf(content).every(({ expiresAt }) => Date.parse(expiresAt) - Date.now() > linkMs)

const readContent = async (
  user: string,
  { page, path }: Needed,
  isWanted: () => boolean,
): Promise<Content | undefined> => {
  const kept = await readPage<Content>(user, page)
  if (kept && isGood(kept.value, kept.at)) return kept.value
  const reply = await callApi<Content>({ path })
  if (!reply.isOk || !isWanted()) return kept?.value
  await keepPage(user, page, { value: reply.value, at: Date.now() })
  return reply.value
}

/** Whoever saves data has the files fetched only when they open a task. */
const isSparing = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

/**
 * Brings what will be posted in the next hours onto the phone while there is a network: captions into its storage, files
 * to the service worker, which plays them without a network.
 */
export const useKeptAhead = ({ user, tasks, coming, isInTouch }: Args): void => {
  const turn = useRef(0)
  const needed = tasks === undefined ? [] : soonFirst({ tasks, coming, now: Date.now() })
  const names = needed.map(({ page }) => page).join(' ')
  const isLoaded = tasks !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names say whether there is something else to bring
  useEffect(() => {
    if (!isInTouch || !isLoaded) return
    turn.current += 1
    const mine = turn.current
    const isWanted = () => turn.current === mine
    const bring = async () => {
      const files: TaskFile[] = []
      for (const one of needed) {
        const content = await readContent(user, one, isWanted)
        if (!isWanted()) return
        if (content) files.push(...filesOf(content))
      }
      const all = [...(tasks ?? []).map(({ id }) => String(id)), ...needed.map(({ page }) => page)]
      await forgetOtherPages(user, all)
      if (!isWanted() || isSparing()) return
      const urls = fitFiles({ files, mostBytes })
      const { origin } = window.location
      await tellWorker({ type: 'keep', urls: urls.map((url) => localUrl(url, origin)) })
    }
    void bring()
    const timer = setInterval(bring, oldMs)
    return () => {
      clearInterval(timer)
      // Whoever logs out leaves nothing: what is under way brings nothing back.
      turn.current += 1
    }
  }, [user, names, isInTouch, isLoaded])
}
