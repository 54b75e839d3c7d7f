'use client'

import { useRef, useState } from 'react'
import type { QueuesAnswer } from '../../../watch/operations/showQueues.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { usePolling } from '../../live/usePolling.ts'
import { formatMoment } from '../../time/formatMoment.ts'
import { useBrowserZone } from '../../time/useBrowserZone.ts'
import { nextLookMs } from '../nextLookMs.ts'
import { listNotices, sumUp } from '../tellWorkers.ts'
import { NoticeList } from './NoticeList.tsx'
import { QueueTable } from './QueueTable.tsx'
import { WorkerTable } from './WorkerTable.tsx'
import './index.css'

/** The queues and workers as they are, looked at again every three seconds. */
export const QueuesBoard = ({ first }: { first: QueuesAnswer }) => {
  const { get } = useApi()
  const zone = useBrowserZone()
  const [answer, setAnswer] = useState(first)
  const [problem, setProblem] = useState<Problem>()
  const [said, setSaid] = useState('')
  const noticesOf = (of: QueuesAnswer) =>
    listNotices({
      answer: of,
      clock: (at) =>
        formatMoment({ at: new Date(at), zone, now: new Date(of.at), withSeconds: true }),
    })
  const notices = noticesOf(answer)
  const known = useRef(new Set(notices.map(({ key }) => key)))
  const { lostSince } = usePolling({
    look: async (signal) => {
      const answered = await get<QueuesAnswer>('/queues', signal)
      if ('problem' in answered) {
        const { status } = answered.problem
        if (status === 0 || status >= 500) return null
        setProblem(answered.problem)
        return 15_000
      }
      const { answer: found } = answered
      const news = noticesOf(found)
      const unheard = news.filter(({ key }) => !known.current.has(key))
      known.current = new Set(news.map(({ key }) => key))
      if (unheard.length > 0) setSaid(unheard.map(({ sentence }) => sentence).join(' '))
      setAnswer(found)
      setProblem(undefined)
      return nextLookMs(found)
    },
  })
  return (
    <div className="postyard-queues">
      <LostTouch since={lostSince} />
      <SaidAloud>{said}</SaidAloud>
      {problem ? <p role="alert">{problem.detail}</p> : null}
      <NoticeList notices={notices} />
      <p className="postyard-queues__sum">{sumUp(answer)}</p>
      <QueueTable queues={answer.queues} zone={zone} />
      <WorkerTable answer={answer} zone={zone} />
    </div>
  )
}
