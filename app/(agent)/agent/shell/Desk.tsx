import { useCallback, useEffect, useState } from 'react'
import { applyAnswers } from '../answers/applyAnswers.ts'
import { UndoBar } from '../answers/UndoBar.tsx'
import { useAnswers } from '../answers/useAnswers.ts'
import { ClaimList } from '../claims/ClaimList.tsx'
import { groupClaims } from '../claims/groupClaims.ts'
import { useClaims } from '../claims/useClaims.ts'
import { MyHours } from '../hours/MyHours.tsx'
import { OpenPage } from '../posting/OpenPage.tsx'
import { PushNotice } from '../push/PushNotice.tsx'
import { usePush } from '../push/usePush.ts'
import { Account } from '../session/Account.tsx'
import { authorizationOf } from '../session/credential.ts'
import type { KeptSession } from '../session/keptSession.ts'
import { groupTasks } from '../tasks/groupTasks.ts'
import { MovedNotes } from '../tasks/MovedNotes.tsx'
import { Skeleton } from '../tasks/Skeleton.tsx'
import { TaskList } from '../tasks/TaskList.tsx'
import type { TaskSummary } from '../tasks/task.ts'
import { useKeptAhead } from '../tasks/useKeptAhead.ts'
import { useTasks } from '../tasks/useTasks.ts'
import { useWords } from '../words/useWords.ts'
import { Mark } from './Mark.tsx'
import { Notices } from './Notices.tsx'
import styles from './shell.module.css'
import { Tabs } from './Tabs.tsx'
import { useArrivals } from './useArrivals.ts'
import { useBadge } from './useBadge.ts'
import { useFocusBack } from './useFocusBack.ts'
import { useLiveUpdates } from './useLiveUpdates.ts'
import { useNow } from './useNow.ts'
import { useOpenTask } from './useOpenTask.ts'
import { useTab } from './useTab.ts'
import type { Update } from './useWorker.ts'

type Props = {
  session: KeptSession
  update: Update
  onLogOut: () => Promise<boolean>
  onLoggedOut: () => void
}

/** What a person who is logged in sees: the list and the task that is open; side by side where there is room. */
export const Desk = ({ session, update, onLogOut, onLoggedOut }: Props) => {
  const words = useWords()
  const { device, person } = session
  const list = useTasks({ user: person.id, onLoggedOut })
  const { tasks, coming, touch, skewMs, reload, patch } = list
  const isInTouch = touch === 'ok'
  const [accepted, setAccepted] = useState<TaskSummary>()
  const answers = useAnswers({
    user: person.id,
    authorization: authorizationOf(session.credential),
    isInTouch,
    onAccepted: useCallback(
      (task) => {
        patch(task)
        setAccepted(task)
      },
      [patch],
    ),
    onRefused: reload,
    onLoggedOut,
  })
  const now = useNow(skewMs)
  useKeptAhead({ user: person.id, tasks, coming, isInTouch })
  const { id, open, close } = useOpenTask()
  const shown = applyAnswers(tasks ?? [], answers.waiting)
  const groups = groupTasks({ tasks: shown, coming, me: person.id, now })
  const arrival = useArrivals(groups.now, tasks !== undefined)
  const waiting = answers.waiting.length
  const {
    claims,
    hasMore,
    more,
    reload: reloadClaims,
    patch: patchClaim,
  } = useClaims({
    user: person.id,
    isInTouch,
    onLoggedOut,
  })
  const { tab, choose } = useTab({
    tasks: tasks && shown.length + coming.length,
    claims: claims?.length,
  })
  const hasClaims = claims !== undefined && claims.length > 0
  const todo = groupClaims(claims ?? [], now).todo.length
  const reloadAll = useCallback(() => {
    reload()
    reloadClaims()
  }, [reload, reloadClaims])
  const push = usePush({ device, language: words.locale, onLoggedOut })
  useLiveUpdates({ reload: reloadAll, open })
  useBadge({ now: groups.now, done: groups.done, isLoaded: tasks !== undefined })

  useEffect(() => {
    const count = groups.now.length + todo
    document.title = count > 0 ? words.titleOpen({ count }) : words.title
  }, [groups.now.length, todo, words])
  useFocusBack(
    id,
    groups.done.some((task) => String(task.id) === id),
  )

  const name = tab === 'claims' ? words.claims.page : words.page
  return (
    <div className={styles.desk} data-open={id !== undefined || undefined}>
      <section className={styles.listPane} aria-label={name}>
        <header className={styles.bar}>
          <Mark size={32} />
          <h1>{name}</h1>
          <Account session={session} push={push} waiting={waiting} onLogOut={onLogOut} />
        </header>
        <PushNotice push={push} />
        {hasClaims && (
          <Tabs tab={tab} counts={{ tasks: groups.now.length, claims: todo }} onChoose={choose} />
        )}
        {tab === 'claims' && claims !== undefined ? (
          <ClaimList
            claims={claims}
            hasMore={hasMore}
            onMore={more}
            now={now}
            openId={id}
            onOpen={open}
          />
        ) : tasks === undefined && touch === 'ok' ? (
          <Skeleton of="list" />
        ) : (
          <>
            <MovedNotes moved={list.moved} onDismiss={list.dismissMoved} />
            <TaskList
              groups={groups}
              me={person.id}
              now={now}
              asOf={list.asOf}
              openId={id}
              onOpen={open}
            />
            <MyHours now={now} isInTouch={isInTouch} onLoggedOut={onLoggedOut} />
          </>
        )}
        <UndoBar answers={answers} now={now} />
      </section>
      <main className={styles.taskPane}>
        {id === undefined ? (
          <p className={styles.choose}>{tab === 'claims' ? words.claims.choose : words.choose}</p>
        ) : (
          <OpenPage
            key={id}
            id={id}
            me={person.id}
            coming={coming}
            claims={claims}
            tasks={shown}
            onClaim={patchClaim}
            hasList={tasks !== undefined}
            listed={tasks?.find((task) => String(task.id) === id) ?? pick(accepted, id)}
            moved={list.moved.find((entry) => entry.id === id)}
            next={groups.now.find((task) => String(task.id) !== id)}
            answers={answers}
            now={now}
            touch={touch}
            onTask={patch}
            onReload={reload}
            onOpen={open}
            onClose={close}
            onLoggedOut={onLoggedOut}
          />
        )}
      </main>
      <Notices
        update={update}
        touch={touch}
        waiting={waiting}
        refusals={answers.refusals}
        onDismiss={answers.dismiss}
      />
      <p className={styles.hidden} aria-live="polite">
        {arrival}
      </p>
    </div>
  )
}

const pick = (task: TaskSummary | undefined, id: string): TaskSummary | undefined =>
  task && String(task.id) === id ? task : undefined
