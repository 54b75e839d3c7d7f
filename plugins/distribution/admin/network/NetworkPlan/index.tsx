'use client'

import type { NetworkStatus } from '../../../distribute/network/operations/status.ts'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { useZone } from '../../time/useZone.ts'
import { tellProgress } from '../followPlan.ts'
import { usePlan } from '../usePlan.ts'
import { Day } from './Day.tsx'
import { Happened } from './Happened.tsx'
import { Standing } from './Standing.tsx'
import { Waiting } from './Waiting.tsx'
import '../../making/ProgressBar/index.css'
import './index.css'

type Args = { id: string; first: NetworkStatus | undefined }

/** A plan over many accounts: how far it is, what waits and why, its day as a map, and planned against happened. */
export const NetworkPlan = ({ id, first }: Args) => {
  const { status, alerts, deliveries, problem, lostSince, lookAgain } = usePlan(id, first)
  const zone = useZone(status?.tenant)
  if (problem) return <p role="alert">{problem.detail}</p>
  if (!status) return <p className="postyard-network__reading">Reading the plan …</p>
  const said = tellProgress(status.counts)
  return (
    <div className="postyard-network">
      <LostTouch since={lostSince} />
      <SaidAloud>{said}</SaidAloud>
      <Standing status={status} deliveries={deliveries ?? []} zone={zone} onDone={lookAgain} />
      <Waiting alerts={alerts} zone={zone} />
      {status.network && deliveries ? (
        <Day network={status.network} deliveries={deliveries} zone={zone} said={said} />
      ) : null}
      <Happened plan={id} status={status} />
    </div>
  )
}
