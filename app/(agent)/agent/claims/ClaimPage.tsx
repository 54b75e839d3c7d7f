import { useEffect, useRef, useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { Skeleton } from '../tasks/Skeleton.tsx'
import type { TaskSummary } from '../tasks/task.ts'
import type { Touch } from '../tasks/useTasks.ts'
import { explainProblem } from '../words/explainProblem.ts'
import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import { CancelSheet } from './CancelSheet.tsx'
import { CaptionsPart } from './CaptionsPart.tsx'
import { ClaimHead } from './ClaimHead.tsx'
import type { Claim } from './claim.ts'
import styles from './claims.module.css'
import { DressPart } from './DressPart.tsx'
import { FilmPart } from './FilmPart.tsx'
import { hasExpired } from './groupClaims.ts'
import { Problem } from './Problem.tsx'
import { PublishSheet } from './PublishSheet.tsx'
import { ResultsPart } from './ResultsPart.tsx'
import { ScheduleSheet } from './ScheduleSheet.tsx'
import { useCommand } from './useCommand.ts'
import { useDownload } from './useDownload.ts'
import { usePreview } from './usePreview.ts'

type Props = {
  id: string
  claim: Claim | undefined
  /** False as long as no list has come. */
  hasList: boolean
  tasks: readonly TaskSummary[]
  now: number
  touch: Touch
  onClaim: (claim: Claim) => void
  onOpen: (page: string) => void
  onClose: () => void
  onLoggedOut: () => void
}

/** One claim: the film, how it is dressed, and the way to publish it; then what came of it. */
export const ClaimPage = (props: Props) => {
  const { id, claim, hasList, tasks, now, touch, onClaim, onOpen, onClose, onLoggedOut } = props
  const words = useWords()
  const said = words.claims
  const isInTouch = touch === 'ok'
  const found = usePreview({ claim, isInTouch })
  const preview = found.is === 'here' ? found.preview : undefined
  const command = useCommand({ id, onClaim, onLoggedOut })
  const download = useDownload(id)
  const [sheet, setSheet] = useState<'publish' | 'schedule' | 'cancel'>()
  const title = useRef<HTMLHeadingElement>(null)
  const isKnown = claim !== undefined
  useEffect(() => {
    window.scrollTo(0, 0)
    if (isKnown) title.current?.focus({ preventScroll: true })
  }, [isKnown])

  if (!claim) {
    return (
      <>
        <ClaimHead claim={undefined} heading={title} now={now} onClose={onClose} />
        {hasList ? <p className={styles.reason}>{said.gone}</p> : <Skeleton of="task" />}
      </>
    )
  }

  const isOver = hasExpired(claim, now)
  const can = (name: string) => isInTouch && !isOver && claim.commands.includes(name)
  const close = () => {
    command.clear()
    setSheet(undefined)
  }
  const waits = preview
    ? undefined
    : found.is === 'refused'
      ? explainProblem(found, words)
      : said.go.looking
  const shared = { claim, preview, waits, command, onClose: close }
  const time = (at: string) => spellTime({ at, now, words })
  return (
    <>
      <ClaimHead claim={claim} heading={title} now={now} onClose={onClose} />
      <p className={styles.note} role="status">
        {isOver && said.expired}
        {!isOver && claim.state === 'claimed' && said.until({ time: time(claim.expiresAt) })}
        {!isOver && !isInTouch && ` ${said.offline}`}
      </p>
      <FilmPart found={found} isOver={isOver || claim.state === 'cancelled'} />
      {claim.campaign.briefing !== '' && (
        <section className={styles.part} aria-labelledby="briefing">
          <h3 id="briefing">{said.briefing}</h3>
          <p className={styles.briefing} dir="auto">
            {claim.campaign.briefing}
          </p>
        </section>
      )}
      {claim.plan !== null && <ResultsPart claim={claim} now={now} tasks={tasks} onOpen={onOpen} />}
      {can('retry') && (
        <>
          <button
            type="button"
            className={styles.main}
            disabled={command.isBusy}
            onClick={() => void command.send('retry')}
          >
            <Icon name="renew" />
            {command.isBusy ? said.busy : said.retry}
          </button>
          <p className={styles.aside}>{said.retryMeaning}</p>
        </>
      )}
      {!isOver && claim.state !== 'cancelled' && (
        <>
          <DressPart claim={claim} command={command} canChange={can('overlays')} />
          <CaptionsPart
            claim={claim}
            preview={preview}
            command={command}
            canChange={can('captions')}
          />
        </>
      )}
      <div className={styles.foot}>
        <div className={styles.pair}>
          <button
            type="button"
            className={styles.quiet}
            disabled={!isInTouch || download.isBusy || preview?.state !== 'ready'}
            onClick={() => void download.start()}
          >
            <Icon name="save" />
            {said.download}
          </button>
          {can('cancel') && (
            <button type="button" className={styles.quiet} onClick={() => setSheet('cancel')}>
              <Icon name="close" />
              {said.cancel.open}
            </button>
          )}
        </div>
        <Problem of={sheet ? undefined : (download.problem ?? command.problem)} />
      </div>
      {(can('publish') || can('schedule') || can('reschedule')) && (
        <div className={styles.acts}>
          {can('publish') && (
            <button type="button" className={styles.main} onClick={() => setSheet('publish')}>
              {said.go.now}
            </button>
          )}
          {(can('schedule') || can('reschedule')) && (
            <button type="button" className={styles.second} onClick={() => setSheet('schedule')}>
              {can('reschedule') ? said.go.otherTime : said.go.schedule}
            </button>
          )}
        </div>
      )}
      {sheet === 'publish' && <PublishSheet {...shared} />}
      {sheet === 'schedule' && <ScheduleSheet {...shared} now={now} />}
      {sheet === 'cancel' && <CancelSheet claim={claim} command={command} onClose={close} />}
    </>
  )
}
