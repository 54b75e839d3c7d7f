import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import type { SubscriberAnswer } from '../../../events/subscribers/subscriberAnswer.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { tellTypes } from '../eventGroups.ts'
import { tellSubscriber } from '../tellSubscriber.ts'
import { AskFirst } from './AskFirst.tsx'
import type { Made } from './NewSecret.tsx'
import { ReplayButton } from './ReplayButton.tsx'
import { SubscriberForm } from './SubscriberForm.tsx'
import { SubscriberLog } from './SubscriberLog.tsx'
import { type SubscriberActs, useSubscriber } from './useSubscriber.ts'

type Args = {
  of: SubscriberAnswer
  zone: string
  onSecret: (made: Made) => void
  onChanged: () => void
}

/** One program: how it is, what it is told, what can be done about it, and what it was sent. */
export const SubscriberCard = ({ of, zone, onSecret, onChanged }: Args) => {
  const acts = useSubscriber({ of, onSecret, onChanged })
  const [isChanging, setChanging] = useState(false)
  const { state, word, sentences } = tellSubscriber(of)
  return (
    <li className="postyard-subscribers__card" data-subscriber={of.id}>
      <header>
        <h2>{of.name}</h2>
        <StateMark state={state} word={word} />
      </header>
      <p className="postyard-subscribers__aside">
        {of.host} ·{' '}
        {of.lastDeliveredAt ? (
          <>
            took an event last <Moment at={of.lastDeliveredAt} zone={zone} />
          </>
        ) : (
          'has taken no event yet'
        )}
      </p>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {of.leftAloneUntil ? (
        <p>
          It is tried again <Moment at={of.leftAloneUntil} zone={zone} />.
        </p>
      ) : null}
      <ul className="postyard-subscribers__types" aria-label="It is told">
        {tellTypes(of.types).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {isChanging ? (
        <SubscriberForm
          of={of}
          isBusy={acts.isBusy}
          problem={acts.problem}
          onSave={async (wish) => {
            if (await acts.save(wish)) setChanging(false)
          }}
          onLeave={() => setChanging(false)}
        />
      ) : (
        <Deeds of={of} zone={zone} acts={acts} onChange={() => setChanging(true)} />
      )}
      {acts.problem && !isChanging ? (
        <p className="postyard-subscribers__problem" role="alert">
          {acts.problem.detail}
        </p>
      ) : null}
      <p role="status">{acts.said}</p>
      <SubscriberLog of={of} zone={zone} isBusy={acts.isBusy} onRedrive={acts.redrive} />
    </li>
  )
}

type DeedsArgs = {
  of: SubscriberAnswer
  zone: string
  acts: SubscriberActs
  onChange: () => void
}

const Deeds = ({ of, zone, acts, onChange }: DeedsArgs) => {
  const { isBusy } = acts
  const plain = (word: string, action: string, onClick: () => void) => (
    <Button
      buttonStyle="secondary"
      size="small"
      margin={false}
      type="button"
      disabled={isBusy}
      extraButtonProps={{ 'aria-busy': isBusy, 'data-action': action }}
      onClick={onClick}
    >
      {word}
    </Button>
  )
  return (
    <div className="postyard-subscribers__buttons">
      {plain('Test', 'test-subscriber', () => void acts.test())}
      {of.state === 'active' && of.leftAloneUntil === null
        ? plain('Pause', 'pause-subscriber', () => void acts.pause())
        : plain('Resume', 'resume-subscriber', () => void acts.resume())}
      {plain('Change', 'change-subscriber', onChange)}
      <ReplayButton name={of.name} isBusy={isBusy} onReplay={acts.replay} />
      <AskFirst
        word="New secret"
        name={of.name}
        heading="Give it a new secret?"
        confirm="Give a new one"
        action="rotate-subscriber"
        isBusy={isBusy}
        onYes={acts.rotate}
      >
        {acts.holdsUntil ? (
          <p>
            It has a new secret already, and its program may still know only the one before it.
            <strong> That one ends at once</strong>: go on only where nothing checks with it any
            more. By itself it ends <Moment at={acts.holdsUntil} zone={zone} />
          </p>
        ) : null}
        <p>
          The new one is shown once. For a day both sign, so that the program can change over
          without missing anything; after that the present one is worth nothing.
        </p>
      </AskFirst>
      <AskFirst
        word="Remove"
        name={of.name}
        heading="Remove this program?"
        confirm="Remove it"
        action="delete-subscriber"
        isBusy={isBusy}
        onYes={acts.remove}
      >
        <p>
          It is told nothing any more, and what waits for it is not sent. Its log goes too; the
          events themselves stay under Records.
        </p>
      </AskFirst>
    </div>
  )
}
